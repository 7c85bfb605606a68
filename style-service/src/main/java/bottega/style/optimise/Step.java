package bottega.style.optimise;

/** What came of one iteration. */
public sealed interface Step {
    /** The point moved downhill; there may be more to gain. */
    record Moved(double value) implements Step {}

    /** No step lowers the value any more: a minimum, as far as the function's precision tells. */
    record Converged(String reason) implements Step {}

    /** The function stopped giving numbers; the point is the last one where it did. */
    record Diverged(String reason) implements Step {}
}
