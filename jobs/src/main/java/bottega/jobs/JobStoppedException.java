package bottega.jobs;

/** Ends an attempt from outside; a handler lets it pass. */
public abstract sealed class JobStoppedException extends RuntimeException
        permits JobCancelledException, JobSupersededException, JobInterruptedException {
    JobStoppedException(String message) {
        super(message);
    }
}
