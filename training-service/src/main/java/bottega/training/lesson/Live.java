package bottega.training.lesson;

import java.util.Map;

/** Hears how far a lesson has come, while it is computed. */
@FunctionalInterface
interface Live {
    /** To nobody. */
    Live NONE = (_, _, _) -> {};

    /**
     * @param of steps in all
     * @param details what the curves show at this step
     * @throws java.util.concurrent.CancellationException nobody waits for the answer any more
     */
    void progress(long step, long of, Map<String, Object> details);
}
