package bottega.jobs;

/** The user cancelled the job. */
public final class JobCancelledException extends JobStoppedException {
    public JobCancelledException(String message) {
        super(message);
    }
}
