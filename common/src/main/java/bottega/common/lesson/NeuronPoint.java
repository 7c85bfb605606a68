package bottega.common.lesson;

/**
 * One point to be followed through a step of training. It goes into the neuron as it is, never standardised.
 *
 * @param a1 first input, -1,000 to 1,000; default 185
 * @param a2 second input, -1,000 to 1,000; default 85
 * @param expected -1 to 1; default 0
 */
public record NeuronPoint(Double a1, Double a2, Double expected) {
    private static final LessonParameter A1 = LessonParameter.number("a1", 185, -1_000, 1_000, "the height");
    private static final LessonParameter A2 = LessonParameter.number("a2", 85, -1_000, 1_000, "the circumference");
    private static final LessonParameter EXPECTED = LessonParameter.number("expected", 0, -1, 1, "what P should be");

    public NeuronPoint {
        a1 = A1.check(a1);
        a2 = A2.check(a2);
        expected = EXPECTED.check(expected);
    }
}
