package bottega.jobs;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The durable queue. It shows the jobs whose kinds have a handler in this process, so services that share a database do
 * not see each other's.
 */
@ApplicationScoped
public class Jobs {
    static final int MOST_LISTED = 1000;

    private final JobsConfig config;
    private final Sse sse;
    private final List<JobHandler> handlers;
    private final JobJson json;
    private final JobDatabase database;
    private final JobFolders folders;
    private final JobStore store;
    private JobWorker worker;
    private volatile boolean stopping;

    /**
     * @param handlers not called before {@link #start}, as they may need this bean themselves
     */
    @Inject
    Jobs(JobsConfig config, ObjectMapper mapper, Sse sse, @All List<JobHandler> handlers) {
        this.config = config;
        this.sse = sse;
        this.handlers = handlers;
        json = new JobJson(mapper);
        folders = new JobFolders(config.folder());
        database = new JobDatabase(config.database());
        store = new JobStore(database, json, folders.root());
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Cleans up after a crash and begins to work. */
    void start() {
        folders.clean(store::exists, !database.isEmbedded());
        if (database.isEmbedded()) {
            store.releaseExecutions();
        }
        worker().start();
    }

    void stop() {
        stopping = true;
        worker().stop();
        database.close();
    }

    /** For the health check, and for tests that play a second process. */
    JobStore store() {
        return store;
    }

    private synchronized JobWorker worker() {
        if (worker == null) {
            worker = new JobWorker(config, database, store, folders, json, handlers);
        }
        return worker;
    }

    private Set<String> kinds() {
        return handlers.stream().map(JobHandler::kind).collect(Collectors.toSet());
    }

    /**
     * Queues a job. When this returns, the job outlives any crash.
     *
     * @param parameters a record or map that {@link JobContext#parameters} reads again
     * @param inputs fills the job's folder; a problem that it throws goes through, and nothing is left
     */
    public Job submit(String kind, Object parameters, ThrowingConsumer<Path> inputs) {
        if (!kinds().contains(kind)) {
            throw new IllegalArgumentException("kind: expected one of " + kinds() + ", received " + kind);
        }
        String id = UlidCreator.getMonotonicUlid().toLowerCase();
        folders.create(id, inputs);
        try {
            database.inTransaction(sql -> {
                store.insert(id, kind, json.tree(parameters));
                worker().enqueue(kind, id);
                return null;
            });
        } catch (RuntimeException e) {
            folders.delete(folders.folder(id));
            throw e;
        }
        database.sync();
        folders.confirm(id);
        worker().wake();
        return require(id);
    }

    public Optional<Job> find(String id) {
        Set<String> kinds = kinds();
        return store.find(id).filter(job -> kinds.contains(job.kind()));
    }

    /** Like {@link #find}, but an unknown id is a problem of status 404. */
    public Job require(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(String id) {
        return Problem.of(404, "unknown-job", "Unknown job", "There is no such job here")
                .at("id")
                .expected("the id that the job's 202 answer gave")
                .received(id)
                .exception();
    }

    /** Like {@link #require(String)}, and a job of another kind is as unknown. */
    public Job require(String kind, String id) {
        return find(id).filter(job -> job.kind().equals(kind)).orElseThrow(() -> unknown(id));
    }

    /**
     * @param limit 1 to 1000
     * @param after id of the last job of the page before, null for the first page
     * @return newest first
     */
    public List<Job> list(int limit, String after) {
        return list(kinds(), limit, after);
    }

    /** Those of one kind. */
    public List<Job> list(String kind, int limit, String after) {
        return list(Set.of(kind), limit, after);
    }

    private List<Job> list(Set<String> kinds, int limit, String after) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw Problem.of(400, "bad-parameter", "Bad parameter", "The page size is out of range")
                    .at("limit")
                    .expected("1 to " + MOST_LISTED)
                    .received(limit)
                    .exception();
        }
        return store.list(kinds, limit, after);
    }

    /** A queued job is CANCELLED at once, a running one at its next step; one that has ended stays as it is. */
    public Job cancel(String id) {
        require(id);
        store.cancel(id);
        return require(id);
    }

    /**
     * @param afterEvent 0 for all
     */
    public List<JobEvent> events(String id, long afterEvent, int limit) {
        require(id);
        return store.events(id, afterEvent, limit);
    }

    /**
     * For a {@code text/event-stream} endpoint, which has to be blocking. Event names are {@code state},
     * {@code progress}, {@code log} and {@code preview}, data is a JSON object; the stream ends after a terminal state.
     *
     * @param lastEventId from the header {@code Last-Event-ID}; 0 for all
     */
    public Multi<OutboundSseEvent> stream(String id, long lastEventId) {
        require(id);
        return new JobEventStream(store, json, sse, config, () -> stopping, id, lastEventId).multi();
    }

    /**
     * @param lastEventId the header {@code Last-Event-ID} as it came, null when it did not
     */
    public Multi<OutboundSseEvent> stream(String id, String lastEventId) {
        try {
            return stream(id, lastEventId == null || lastEventId.isBlank() ? 0 : Long.parseLong(lastEventId.strip()));
        } catch (NumberFormatException e) {
            throw Problem.of(400, "bad-parameter", "Bad parameter", "The last event's id is not a number")
                    .at("Last-Event-ID")
                    .expected("the id of an event of this stream")
                    .received(lastEventId)
                    .exception(e);
        }
    }
}
