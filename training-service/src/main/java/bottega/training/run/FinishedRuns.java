package bottega.training.run;

import bottega.common.job.JobState;
import bottega.common.problem.Problem;
import bottega.jobs.Job;
import bottega.jobs.Jobs;

/** Runs that have left something to look at. */
public final class FinishedRuns {
    private FinishedRuns() {}

    /** @throws bottega.common.problem.ProblemException 404 for an unknown id, 409 for a run that has not succeeded */
    public static Job require(Jobs jobs, String id) {
        Job job = jobs.require(TrainingJob.KIND, id);
        if (job.state() != JobState.SUCCEEDED) {
            throw Problem.of(409, "run-not-finished", "Run not finished", "Only a run that succeeded has a result")
                    .at("id")
                    .expected(JobState.SUCCEEDED)
                    .received(job.state())
                    .remedy(job.state().isTerminal() ? "start another run" : "wait for the run: GET /runs/" + job.id())
                    .exception();
        }
        return job;
    }
}
