package bottega.training.engine;

/** Told while an epoch goes on, on the training thread; may throw to stop it. */
@FunctionalInterface
public interface TrainingListener {
    void trained(BatchProgress progress);

    /** Asked before each batch; without a next one the epoch ends where it is. */
    default boolean goesOn() {
        return true;
    }

    /** Between the parts of a divided batch, and between batches that are only measured. */
    default void paused() {}
}
