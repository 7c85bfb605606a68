package bottega.training.engine;

/** Told while an epoch goes on, on the training thread; may throw to stop it. */
@FunctionalInterface
public interface TrainingListener {
    void trained(BatchProgress progress);

    /** Between the parts of a divided batch, and between batches that are only measured. */
    default void paused() {}
}
