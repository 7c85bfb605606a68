package bottega.jobs;

import bottega.common.job.JobState;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import com.github.f4b6a3.ulid.UlidCreator;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * Takes jobs from the queue and runs them, one at a time, on the process's optimisation lane: one platform thread,
 * always the same, because DJL's gradient mode belongs to a thread.
 */
final class JobWorker {
    private static final Logger LOG = Logger.getLogger(JobWorker.class);
    private static final Duration RETRY_AFTER_DATABASE_FAILURE = Duration.ofSeconds(10);

    private final JobsConfig config;
    private final JobStore store;
    private final JobFolders folders;
    private final JobJson json;
    private final ExecutorService lane = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("bottega-lane").daemon().factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("bottega-progress").daemon().factory());
    private final Scheduler scheduler;
    private volatile boolean stopping;
    private volatile JobAttempt running;
    private Instant lastQueued = Instant.EPOCH;

    JobWorker(
            JobsConfig config,
            JobDatabase database,
            JobStore store,
            JobFolders folders,
            JobJson json,
            List<JobHandler> handlers) {
        this.config = config;
        this.store = store;
        this.folders = folders;
        this.json = json;
        List<Task<?>> tasks = new ArrayList<>();
        handlers.forEach(handler -> tasks.add(task(handler)));
        scheduler = Scheduler.create(database.dataSource(), tasks)
                .schedulerName(new SchedulerName.Fixed(
                        "worker-" + UlidCreator.getUlid().toLowerCase()))
                .threads(1)
                .executorService(lane)
                .pollingInterval(config.pollInterval())
                .heartbeatInterval(config.heartbeat())
                .missedHeartbeatsLimit(config.missedHeartbeats())
                .shutdownMaxWait(config.shutdownWait().dividedBy(2))
                // another service may share the database and run kinds that this one does not know
                .deleteUnresolvedAfter(Duration.ofDays(36_500))
                .build();
    }

    private Task<Void> task(JobHandler handler) {
        return Tasks.custom(handler.kind(), Void.class)
                .onDeadExecution((complete, operations) ->
                        operations.reschedule(complete, complete.getExecution().executionTime))
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(RETRY_AFTER_DATABASE_FAILURE)))
                .execute((instance, context) -> execute(handler, instance.getId()));
    }

    void start() {
        scheduler.start();
    }

    /** Joins the caller's transaction; the queue is first in, first out. */
    void enqueue(String kind, String id) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(kind, id), queueTime());
    }

    private synchronized Instant queueTime() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        lastQueued = now.isAfter(lastQueued) ? now : lastQueued.plus(1, ChronoUnit.MICROS);
        return lastQueued;
    }

    /** Looks into the queue now. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    /**
     * Ends the running attempt at its next step, at the latest after the configured wait, and gives its job back to the
     * queue.
     */
    void stop() {
        stopping = true;
        scheduler.stop();
        JobAttempt stuck = running;
        if (stuck != null) {
            LOG.warnf("Job %s did not reach its next step in time; it goes back to the queue as it is", stuck.id());
            requeue(stuck);
        }
        timer.shutdownNow();
    }

    /** How db-scheduler is told about the end; the job's own row is already right. */
    private enum Outcome implements CompletionHandler<Void> {
        DONE {
            @Override
            public void complete(ExecutionComplete complete, ExecutionOperations<Void> operations) {
                operations.remove();
            }
        },
        AGAIN {
            @Override
            public void complete(ExecutionComplete complete, ExecutionOperations<Void> operations) {
                operations.reschedule(complete, complete.getExecution().executionTime);
            }
        },
        NOT_OURS {
            @Override
            public void complete(ExecutionComplete complete, ExecutionOperations<Void> operations) {}
        }
    }

    private Outcome execute(JobHandler handler, String id) {
        // else every look into the queue would line up the same waiting jobs behind this one
        scheduler.pause();
        try {
            return switch (store.claim(id, config.maxCrashes())) {
                case JobStore.Claim.Ended() -> Outcome.DONE;
                case JobStore.Claim.Run run -> attempt(handler, id, run);
            };
        } finally {
            running = null;
            scheduler.resume();
            wake();
        }
    }

    private Outcome attempt(JobHandler handler, String id, JobStore.Claim.Run claim) {
        JobAttempt attempt = new JobAttempt(
                id, claim, folders.folder(id), store, json, config.progressInterval(), timer, () -> stopping);
        running = attempt;
        LOG.infof("Job %s (%s), attempt %d begins", id, handler.kind(), claim.attempt());
        try {
            folders.cleanAttempts(id);
            handler.run(attempt);
            return finish(attempt, JobState.SUCCEEDED, null);
        } catch (Throwable e) {
            return ended(attempt, e);
        }
    }

    private Outcome ended(JobAttempt attempt, Throwable thrown) {
        JobStoppedException stopped = inChain(thrown, JobStoppedException.class);
        if (stopped != null) {
            return switch (stopped) {
                case JobCancelledException e -> finish(attempt, JobState.CANCELLED, null);
                case JobInterruptedException e -> requeue(attempt);
                case JobSupersededException e -> superseded(e);
            };
        }
        if (thrown instanceof DatabaseException e) {
            throw e;
        }
        if (stopping && wasInterrupted(thrown)) {
            return requeue(attempt);
        }
        if (thrown instanceof ProblemException e) {
            LOG.infof("Job %s failed: %s", attempt.id(), e.getMessage());
            return finish(attempt, JobState.FAILED, e.problem());
        }
        LOG.errorf(thrown, "Job %s failed", attempt.id());
        String message = thrown.getMessage();
        String detail = thrown instanceof Error || message == null ? thrown.toString() : message;
        return finish(attempt, JobState.FAILED, Problem.of(500, "internal", "Internal error", detail));
    }

    private Outcome finish(JobAttempt attempt, JobState state, Problem problem) {
        try {
            attempt.flush();
            store.finish(attempt.id(), attempt.attempt(), state, problem);
            LOG.infof("Job %s, attempt %d: %s", attempt.id(), attempt.attempt(), state);
            return Outcome.DONE;
        } catch (JobSupersededException e) {
            return superseded(e);
        }
    }

    private Outcome requeue(JobAttempt attempt) {
        try {
            attempt.flush();
            store.requeue(attempt.id(), attempt.attempt());
            LOG.infof("Job %s, attempt %d: back to the queue", attempt.id(), attempt.attempt());
            return Outcome.AGAIN;
        } catch (JobSupersededException e) {
            return superseded(e);
        }
    }

    private static Outcome superseded(JobSupersededException e) {
        LOG.warnf("%s; what it did is dropped", e.getMessage());
        return Outcome.NOT_OURS;
    }

    private static boolean wasInterrupted(Throwable thrown) {
        return Thread.interrupted()
                || inChain(thrown, InterruptedException.class) != null
                || inChain(thrown, ClosedByInterruptException.class) != null;
    }

    private static <T extends Throwable> T inChain(Throwable thrown, Class<T> type) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
        }
        return null;
    }
}
