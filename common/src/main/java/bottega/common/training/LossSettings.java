package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Softmax cross-entropy, where a picture has several labels binary cross-entropy, and what is changed about it. What is
 * null gets its default.
 *
 * @param labelSmoothing share of the target that is spread evenly over all classes (Szegedy et al. 2016, section 7), or over
 *     a label's yes and no; 0 to below 1, default 0
 * @param classWeights default every class 1; where a picture has several labels, how much more a picture that bears the label
 *     counts than one that does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LossSettings(Double labelSmoothing, ClassWeights classWeights) {
    public LossSettings {
        labelSmoothing = Limits.below("labelSmoothing", labelSmoothing, 0, 0, 1);
    }
}
