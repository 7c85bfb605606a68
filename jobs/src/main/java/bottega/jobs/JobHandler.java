package bottega.jobs;

/** Does the jobs of one kind. A service implements it as an application-scoped bean; there is one for each kind. */
public interface JobHandler {
    /** At most 64 letters, digits and hyphens: {@code training}. */
    String kind();

    /**
     * Runs on the process's one optimisation lane. After a crash or a restart it is called again with the same folder and the
     * next attempt's number, and goes on from the checkpoints that it finds there. Returning means SUCCEEDED; a
     * {@link bottega.common.problem.ProblemException} means FAILED with that problem, any other exception FAILED with
     * the problem {@code internal}. A {@link JobStoppedException} has to pass through.
     */
    void run(JobContext job) throws Exception;
}
