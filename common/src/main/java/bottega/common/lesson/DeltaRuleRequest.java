package bottega.common.lesson;

import java.util.List;

/** The truth table learned in three ways. What is null gets its default; the ranges are in {@link #PARAMETERS}. */
public record DeltaRuleRequest(Double learningRate, Integer epochs, Integer miniBatch, Long seed) {
    private static final LessonParameter LEARNING_RATE =
            LessonParameter.number("learningRate", 0.9, 1e-6, 1_000, "alpha");
    private static final LessonParameter EPOCHS =
            LessonParameter.whole("epochs", 10_000, 1, 50_000, "times that all four rows are gone through");
    private static final LessonParameter MINI_BATCH = LessonParameter.whole(
            "miniBatch", 2, 1, 4, "rows after which the mini-batch's weights change; 1 is SGD, 4 is batch");

    public static final List<LessonParameter> PARAMETERS = List.of(
            LEARNING_RATE,
            EPOCHS,
            MINI_BATCH,
            LessonParameter.structure(
                    "seed",
                    "integer",
                    1,
                    "of the weights before the first step, uniform in (-1, 1), the same for all three"));

    public DeltaRuleRequest {
        learningRate = LEARNING_RATE.check(learningRate);
        epochs = EPOCHS.check(epochs);
        miniBatch = MINI_BATCH.check(miniBatch);
        seed = seed == null ? 1 : seed;
    }

    public static DeltaRuleRequest defaults() {
        return new DeltaRuleRequest(null, null, null, null);
    }
}
