package bottega.common.job;

/** {@code QUEUED -> RUNNING -> SUCCEEDED | FAILED | CANCELLED}; a crashed worker's job goes on as RUNNING elsewhere. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean isTerminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
