package bottega.training.run;

import bottega.common.training.RunRequest;
import bottega.common.training.RunStatus;
import bottega.jobs.Jobs;
import bottega.training.dataset.DataSets;
import jakarta.inject.Singleton;

/** Queues runs. */
@Singleton
public class Runs {
    private final Jobs jobs;
    private final DataSets dataSets;
    private final Starts starts;
    private final RunSplits splits;

    Runs(Jobs jobs, DataSets dataSets, Starts starts, RunSplits splits) {
        this.jobs = jobs;
        this.dataSets = dataSets;
        this.starts = starts;
        this.splits = splits;
    }

    /**
     * @return as queued, with every default filled in
     * @throws bottega.common.problem.ProblemException for a request that cannot be trained
     */
    public RunStatus start(RunRequest request) {
        RunRequests.Resolved run = RunRequests.resolve(request, dataSets, starts, splits);
        return RunsResource.status(
                jobs.submit(TrainingJob.KIND, run.parameters(), folder -> splits.write(run.split(), folder)));
    }
}
