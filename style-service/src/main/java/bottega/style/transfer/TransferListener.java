package bottega.style.transfer;

/** Hears of a run as it goes. An exception that it throws ends the run and reaches the caller. */
public interface TransferListener {
    /** After every evaluation. */
    void evaluated(Evaluation evaluation);

    /** After every step that lowered the loss. */
    void moved(Snapshot snapshot);
}
