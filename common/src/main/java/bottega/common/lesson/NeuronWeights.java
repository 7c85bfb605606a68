package bottega.common.lesson;

/**
 * Of a neuron with two inputs; {@code t = w1 a1 + w2 a2 + b}.
 *
 * @param w1 -1,000 to 1,000; default 0.0006, as on the slides
 * @param w2 -1,000 to 1,000; default 0.0002
 * @param b -1,000 to 1,000; default 1
 */
public record NeuronWeights(Double w1, Double w2, Double b) {
    private static final LessonParameter W1 = LessonParameter.number("w1", 0.0006, -1_000, 1_000, "of the height");
    private static final LessonParameter W2 =
            LessonParameter.number("w2", 0.0002, -1_000, 1_000, "of the circumference");
    private static final LessonParameter B = LessonParameter.number("b", 1, -1_000, 1_000, "the bias");

    public NeuronWeights {
        w1 = W1.check(w1);
        w2 = W2.check(w2);
        b = B.check(b);
    }

    /** As trained, which may be beyond what a request may start with. */
    public record Trained(double w1, double w2, double b) {}
}
