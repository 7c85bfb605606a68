package bottega.jobs;

/** A newer attempt owns the job, or it has ended; nothing of this attempt counts any more. */
public final class JobSupersededException extends JobStoppedException {
    public JobSupersededException(String message) {
        super(message);
    }
}
