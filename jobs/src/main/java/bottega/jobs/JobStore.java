package bottega.jobs;

import bottega.common.job.JobProgress;
import bottega.common.job.JobState;
import bottega.common.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The rows of jobs and their events. What an attempt writes carries its number in the statement, so that an older
 * attempt matches no row; those methods then throw {@link JobSupersededException}.
 */
final class JobStore {
    private static final String OWNED = " where id = ? and attempt = ? and state = 'RUNNING'";

    private final JobDatabase database;
    private final JobJson json;
    private final Path root;

    JobStore(JobDatabase database, JobJson json, Path root) {
        this.database = database;
        this.json = json;
        this.root = root;
    }

    /** What a worker that took a job from the queue is to do with it. */
    sealed interface Claim {
        record Run(int attempt, JsonNode parameters, ObjectNode metrics) implements Claim {}

        /** Nothing: the job has ended. */
        record Ended() implements Claim {}
    }

    /** How an attempt stands to its job. */
    enum Standing {
        OWNER,
        CANCEL_REQUESTED,
        SUPERSEDED
    }

    void insert(String id, String kind, JsonNode parameters) {
        Instant now = now();
        database.inTransaction(sql -> {
            sql.update(
                    "insert into job (id, kind, state, attempt, crashes, cancel_requested, parameters, last_event,"
                            + " created_at) values (?, ?, 'QUEUED', 0, 0, false, ?, 0, ?)",
                    id,
                    kind,
                    json.write(parameters),
                    now);
            return append(sql, id, JobEvent.Type.STATE, state(JobState.QUEUED, 0, null));
        });
    }

    boolean exists(String id) {
        return database.inTransaction(sql ->
                sql.one(row -> true, "select id from job where id = ?", id).isPresent());
    }

    Optional<Job> find(String id) {
        return database.inTransaction(sql -> sql.one(this::job, "select * from job where id = ?", id));
    }

    /** Newest first. */
    List<Job> list(Collection<String> kinds, int limit, String after) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        List<Object> arguments = new ArrayList<>(kinds);
        if (after != null) {
            arguments.add(after);
        }
        arguments.add(limit);
        return database.inTransaction(sql -> sql.list(
                this::job,
                "select * from job where kind in (" + String.join(", ", Collections.nCopies(kinds.size(), "?")) + ")"
                        + (after == null ? "" : " and id < ?") + " order by id desc limit ?",
                arguments.toArray()));
    }

    List<JobEvent> events(String id, long after, int limit) {
        return database.inTransaction(sql -> sql.list(
                row -> new JobEvent(
                        row.getLong("id"),
                        JobEvent.Type.valueOf(row.getString("type")),
                        Sql.instant(row, "happened_at"),
                        json.read(row.getString("data"))),
                "select * from job_event where job_id = ? and id > ? order by id limit ?",
                id,
                after,
                limit));
    }

    /**
     * Gives the job to a new attempt. A job that is still RUNNING lost its process: that counts as a crash, and one
     * crash too many ends it.
     */
    Claim claim(String id, int maxCrashes) {
        return database.inTransaction(sql -> sql.one(
                        row -> new Candidate(
                                JobState.valueOf(row.getString("state")),
                                row.getInt("attempt"),
                                row.getInt("crashes"),
                                row.getBoolean("cancel_requested"),
                                row.getString("parameters"),
                                row.getString("metrics")),
                        "select * from job where id = ? for update",
                        id)
                .filter(candidate -> !candidate.state.isTerminal())
                .map(candidate -> claim(sql, id, candidate, maxCrashes))
                .orElseGet(Claim.Ended::new));
    }

    private record Candidate(
            JobState state, int attempt, int crashes, boolean cancelRequested, String parameters, String metrics) {}

    private Claim claim(Sql sql, String id, Candidate candidate, int maxCrashes) {
        try {
            int crashes = candidate.crashes + (candidate.state == JobState.RUNNING ? 1 : 0);
            if (candidate.cancelRequested) {
                end(sql, id, candidate.attempt, JobState.CANCELLED, null);
                return new Claim.Ended();
            }
            if (crashes >= maxCrashes) {
                end(sql, id, candidate.attempt, JobState.FAILED, crashedTooOften(crashes));
                return new Claim.Ended();
            }
            int attempt = candidate.attempt + 1;
            sql.update(
                    "update job set state = 'RUNNING', attempt = ?, crashes = ?, seconds_left = null,"
                            + " started_at = coalesce(started_at, ?) where id = ?",
                    attempt,
                    crashes,
                    now(),
                    id);
            append(sql, id, JobEvent.Type.STATE, state(JobState.RUNNING, attempt, null));
            ObjectNode metrics = candidate.metrics == null ? json.object() : (ObjectNode) json.read(candidate.metrics);
            return new Claim.Run(attempt, json.read(candidate.parameters), metrics);
        } catch (SQLException e) {
            throw new DatabaseException("The job cannot be claimed", e);
        }
    }

    private static Problem crashedTooOften(int crashes) {
        return Problem.of(
                        500,
                        "job-crashed",
                        "Job took its process down too often",
                        "The process that ran the job died " + crashes + " times, so it is not started again")
                .remedy("Look into the service's log for the cause (often memory), then submit smaller work");
    }

    Standing standing(String id, int attempt) {
        return database.inTransaction(sql -> sql.one(
                        row -> row.getBoolean("cancel_requested") ? Standing.CANCEL_REQUESTED : Standing.OWNER,
                        "select cancel_requested from job" + OWNED,
                        id,
                        attempt)
                .orElse(Standing.SUPERSEDED));
    }

    void progress(String id, int attempt, JobProgress progress, ObjectNode details, ObjectNode metrics) {
        ObjectNode data = json.object();
        data.setAll(details);
        data.setAll((ObjectNode) json.tree(progress));
        database.inTransaction(sql -> {
            requireOwner(
                    id,
                    attempt,
                    sql.update(
                            "update job set step = ?, steps = ?, seconds_left = ?, metrics = ?" + OWNED,
                            progress.step(),
                            progress.of(),
                            progress.secondsLeft(),
                            metrics.isEmpty() ? null : json.write(metrics),
                            id,
                            attempt));
            return append(sql, id, JobEvent.Type.PROGRESS, data);
        });
    }

    void event(String id, int attempt, JobEvent.Type type, ObjectNode data) {
        whileOwned(id, attempt, sql -> append(sql, id, type, data));
    }

    void result(String id, int attempt, JsonNode result) {
        database.inTransaction(sql -> {
            requireOwner(id, attempt, sql.update("update job set result = ?" + OWNED, json.write(result), id, attempt));
            return null;
        });
    }

    /** Does the work while no other attempt can take the job: a claim waits for the end of this transaction. */
    <T> T whileOwned(String id, int attempt, JobDatabase.Work<T> work) {
        return database.inTransaction(sql -> {
            requireOwner(id, attempt, sql.update("update job set attempt = attempt" + OWNED, id, attempt));
            return work.with(sql);
        });
    }

    /** From RUNNING to a terminal state. */
    void finish(String id, int attempt, JobState state, Problem problem) {
        whileOwned(id, attempt, sql -> {
            end(sql, id, attempt, state, problem);
            return null;
        });
    }

    /** Back from RUNNING to QUEUED without blame. */
    void requeue(String id, int attempt) {
        whileOwned(id, attempt, sql -> {
            sql.update("update job set state = 'QUEUED', seconds_left = null where id = ?", id);
            return append(sql, id, JobEvent.Type.STATE, state(JobState.QUEUED, attempt, null));
        });
    }

    /** A queued job ends at once, a running one at its next step. */
    void cancel(String id) {
        database.inTransaction(sql -> {
            boolean queued = sql.one(
                            row -> row.getString("state").equals(JobState.QUEUED.name()),
                            "select state from job where id = ? for update",
                            id)
                    .orElse(false);
            if (queued) {
                int attempt = sql.one(row -> row.getInt("attempt"), "select attempt from job where id = ?", id)
                        .orElseThrow();
                end(sql, id, attempt, JobState.CANCELLED, null);
            } else {
                sql.update("update job set cancel_requested = true where id = ? and state = 'RUNNING'", id);
            }
            return null;
        });
    }

    /**
     * Frees the executions that a dead process still holds, without waiting for its heartbeats to grow old. Only for
     * an embedded database, where no other process can be alive.
     */
    void releaseExecutions() {
        database.inTransaction(
                sql -> sql.update("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
                        + " version = version + 1 where picked"));
    }

    private void end(Sql sql, String id, int attempt, JobState state, Problem problem) throws SQLException {
        sql.update(
                "update job set state = ?, problem = ?, seconds_left = null, finished_at = ? where id = ?",
                state.name(),
                problem == null ? null : json.write(json.tree(problem)),
                now(),
                id);
        append(sql, id, JobEvent.Type.STATE, state(state, attempt, problem));
    }

    private ObjectNode state(JobState state, int attempt, Problem problem) {
        ObjectNode data = json.object().put("state", state.name()).put("attempt", attempt);
        return problem == null ? data : data.set("problem", json.tree(problem));
    }

    /** The row stays locked to the end of the transaction, so events become visible in the order of their ids. */
    private long append(Sql sql, String id, JobEvent.Type type, ObjectNode data) throws SQLException {
        sql.update("update job set last_event = last_event + 1 where id = ?", id);
        long event = sql.one(row -> row.getLong("last_event"), "select last_event from job where id = ?", id)
                .orElseThrow();
        sql.update(
                "insert into job_event (job_id, id, type, happened_at, data) values (?, ?, ?, ?, ?)",
                id,
                event,
                type.name(),
                now(),
                json.write(data));
        return event;
    }

    private static void requireOwner(String id, int attempt, int rows) {
        if (rows == 0) {
            throw new JobSupersededException("Attempt " + attempt + " does not own job " + id + " any more");
        }
    }

    private Job job(ResultSet row) throws SQLException {
        String id = row.getString("id");
        long steps = row.getLong("steps");
        JobProgress progress = row.wasNull()
                ? null
                : new JobProgress(row.getLong("step"), steps, row.getObject("seconds_left", Double.class));
        String problem = row.getString("problem");
        return new Job(
                id,
                row.getString("kind"),
                JobState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                progress,
                json.read(row.getString("parameters")),
                json.read(row.getString("metrics")),
                json.read(row.getString("result")),
                problem == null ? null : json.convert(json.read(problem), Problem.class),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "finished_at"),
                root.resolve(id));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
