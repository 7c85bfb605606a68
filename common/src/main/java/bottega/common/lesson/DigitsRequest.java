package bottega.common.lesson;

import java.util.List;

/** Five digits of 5x5 learned by a network of four layers. What is null gets its default; ranges: {@link #PARAMETERS}. */
public record DigitsRequest(HiddenActivation activation, Double learningRate, Integer epochs, Long seed) {
    private static final LessonParameter LEARNING_RATE =
            LessonParameter.number("learningRate", 0.01, 1e-6, 10, "alpha");
    private static final LessonParameter EPOCHS =
            LessonParameter.whole("epochs", 10_000, 1, 10_000, "times that all five digits are gone through");

    public static final List<LessonParameter> PARAMETERS = List.of(
            LessonParameter.choice(
                    "activation", "relu", List.of("relu", "sigmoid", "tanh"), "of the three hidden layers"),
            LEARNING_RATE,
            EPOCHS,
            LessonParameter.structure(
                    "seed", "integer", 1, "of the weights before the first step, uniform in (-1, 1)"));

    public DigitsRequest {
        activation = activation == null ? HiddenActivation.RELU : activation;
        learningRate = LEARNING_RATE.check(learningRate);
        epochs = EPOCHS.check(epochs);
        seed = seed == null ? 1 : seed;
    }

    public static DigitsRequest defaults() {
        return new DigitsRequest(null, null, null, null);
    }
}
