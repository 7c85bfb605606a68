package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * @param parameters with defaults filled in
 * @param men as the trained neuron sees them
 * @param right how many of the men are on their side of the line
 * @param costs mean squared error over the men after an epoch; at most 300 points and the last
 * @param rises epochs after which the cost was higher than before
 * @param weights of the inputs as the neuron got them
 * @param line where it cannot tell, in cm
 * @param step null when no point was given
 * @param lookAt what to look at in this answer
 * @param notes on labels, and where the slides' arithmetic is off
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NeuronResult(
        NeuronRequest parameters,
        List<Man> men,
        int right,
        List<CurvePoint> costs,
        int rises,
        NeuronWeights.Trained weights,
        Line line,
        NeuronStep step,
        List<String> lookAt,
        List<String> notes) {

    /**
     * @param height cm
     * @param circumference abdominal, cm
     * @param overweight our label
     * @param expected 1 for overweight; otherwise 0, with tanh -1
     */
    public record Man(double height, double circumference, boolean overweight, double expected, double p) {}

    /**
     * {@code height x perHeight + circumference x perCircumference + constant = 0}; above 0 the neuron says overweight.
     *
     * @param circumferenceAt160 where the line is for a man of 160 cm; null when the circumference plays no part
     * @param circumferenceAt190 the same for 190 cm
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            double perHeight,
            double perCircumference,
            double constant,
            Double circumferenceAt160,
            Double circumferenceAt190) {}
}
