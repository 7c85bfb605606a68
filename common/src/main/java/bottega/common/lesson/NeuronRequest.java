package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One neuron learns the nine men. What is null gets its default; the ranges are in {@link #PARAMETERS}.
 *
 * @param start weights before the first step
 * @param point when given, one step from {@code start} for it is shown with all its numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NeuronRequest(
        Activation activation,
        Boolean standardise,
        Double learningRate,
        Integer epochs,
        NeuronWeights start,
        NeuronPoint point) {
    private static final LessonParameter STANDARDISE = LessonParameter.yesOrNo(
            "standardise", true, "whether mean is taken off the inputs and they are divided by standard deviation");
    private static final LessonParameter LEARNING_RATE =
            LessonParameter.number("learningRate", 0.1, 1e-9, 1_000, "the share of the slope that weights change by");
    private static final LessonParameter EPOCHS =
            LessonParameter.whole("epochs", 500, 1, 20_000, "times that all nine men are gone through");

    public static final List<LessonParameter> PARAMETERS = List.of(
            LessonParameter.choice("activation", "sigmoid", List.of("sigmoid", "tanh"), "what makes P of t"),
            STANDARDISE,
            LEARNING_RATE,
            EPOCHS,
            LessonParameter.structure(
                    "start",
                    "object",
                    new NeuronWeights(null, null, null),
                    "weights w1, w2 and bias b before the first step, each from -1000 to 1000"),
            LessonParameter.structure(
                    "point",
                    "object",
                    null,
                    "inputs a1 and a2 (-1000 to 1000, default 185 and 85) and expected (-1 to 1, default 0): one step of"
                            + " training from the start for this point, number by number; {} for the slides' point"));

    public NeuronRequest {
        activation = activation == null ? Activation.SIGMOID : activation;
        standardise = STANDARDISE.check(standardise);
        learningRate = LEARNING_RATE.check(learningRate);
        epochs = EPOCHS.check(epochs);
        start = start == null ? new NeuronWeights(null, null, null) : start;
    }

    public static NeuronRequest defaults() {
        return new NeuronRequest(null, null, null, null, null, null);
    }
}
