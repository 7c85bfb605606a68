package bottega.jobs;

/** The service is stopping; the job goes back to the queue and later on from its last checkpoint. */
public final class JobInterruptedException extends JobStoppedException {
    public JobInterruptedException(String message) {
        super(message);
    }
}
