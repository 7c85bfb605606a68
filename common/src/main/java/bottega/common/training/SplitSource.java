package bottega.common.training;

/**
 * Whose split: two runs can only be compared on the same examples.
 *
 * @param run id of a run on the same data, in any state
 */
public record SplitSource(String run) {
    public SplitSource {
        if (run == null) {
            throw Limits.bad("run", "the id of a run on the same data", "nothing");
        }
    }
}
