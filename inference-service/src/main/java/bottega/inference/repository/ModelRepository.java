package bottega.inference.repository;

import bottega.common.inference.ServedModel;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.inference.InferenceConfig;
import bottega.inference.engine.OnnxEngine;
import bottega.inference.engine.OnnxModel;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** All models; one thread of its own looks at the folder and loads. */
@Singleton
public class ModelRepository {
    private static final Logger LOG = Logger.getLogger(ModelRepository.class);

    private final OnnxEngine engine;
    private final RepositoryFolder folder;
    private final Duration interval;
    private final ConcurrentNavigableMap<String, ModelSlot> slots = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("model-repository").factory());
    private volatile boolean read;
    private String lastTrouble = "";

    ModelRepository(OnnxEngine engine, InferenceConfig config) {
        this.engine = engine;
        folder = new RepositoryFolder(config.home().resolve("models"));
        interval = config.inference().pollInterval();
    }

    void start(@Observes StartupEvent event) {
        poller.scheduleWithFixedDelay(this::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        poller.shutdownNow();
        poller.awaitTermination(10, TimeUnit.SECONDS); // sessions are not closed under a load that is still running
        slots.values().forEach(ModelSlot::unload);
    }

    private void poll() {
        try {
            reconcile(folder.read());
            read = true;
            lastTrouble = "";
        } catch (IOException | RuntimeException | Error e) {
            // what leaves this method ends the polling for good
            if (!e.toString().equals(lastTrouble)) {
                lastTrouble = e.toString();
                LOG.error("The model repository cannot be read; what is loaded goes on serving", e);
            }
        }
    }

    private void reconcile(Map<String, NavigableMap<Long, Fingerprint>> found) {
        slots.forEach((name, slot) -> {
            if (!found.containsKey(name)) {
                slots.remove(name);
                slot.unload();
            }
        });
        found.forEach((name, versions) -> slots.computeIfAbsent(name, ModelSlot::new)
                .reconcile(versions, (model, version) -> engine.load(model, version, folder.file(model, version))));
    }

    /** Whether the folder has been read once, so that a model that is not here is not there. */
    public boolean isRead() {
        return read;
    }

    /** Up to {@code limit} models whose names come after {@code after}, by name. */
    public List<ServedModel> list(String after, int limit) {
        return slots.tailMap(after, false).values().stream()
                .limit(limit)
                .map(ModelSlot::describe)
                .toList();
    }

    public Optional<ServedModel> find(String name) {
        return Optional.ofNullable(slots.get(name)).map(ModelSlot::describe);
    }

    /**
     * A model for one request, in its newest version that works.
     *
     * @throws ProblemException 404 when there is no such model, 503 when there is one and it cannot answer
     */
    public ModelLease acquire(String name) {
        return acquire(name, OptionalLong.empty());
    }

    /**
     * @param version that the request asks for
     * @throws ProblemException also 404 when that version is not the one that is loaded
     */
    public ModelLease acquire(String name, OptionalLong version) {
        ModelSlot slot = slots.get(name);
        if (slot == null) {
            throw unknown(name).exception();
        }
        ModelLease lease = slot.acquire().map(ModelLease::new).orElseThrow(() -> unavailable(slot.describe()));
        OnnxModel model = lease.model();
        if (version.isPresent() && version.getAsLong() != model.version()) {
            lease.close();
            throw Problem.of(404, "unknown-version", "Unknown version", "This version of the model is not loaded.")
                    .expected("version " + model.version() + " of " + name)
                    .received("version " + version.getAsLong())
                    .remedy("Ask for a version that is loaded, or for none in particular.")
                    .exception();
        }
        return lease;
    }

    /** What a request for a model that is not here is told. */
    public Problem unknown(String name) {
        if (!read) {
            return Problem.of(503, "starting", "Starting", "The model repository is being read for the first time.")
                    .remedy("Try again in a moment.");
        }
        List<String> names = slots.keySet().stream().limit(50).toList();
        return Problem.of(404, "unknown-model", "Unknown model", "There is no model of this name.")
                .expected(names.isEmpty() ? "no model is published yet" : "one of " + String.join(", ", names))
                .received(name)
                .remedy("Ask for a model that is there (GET /models), or publish this one.");
    }

    private static ProblemException unavailable(ServedModel model) {
        String reasons = model.failures().stream()
                .map(failure -> "version " + failure.version() + ": " + failure.reason())
                .reduce((a, b) -> a + "; " + b)
                .orElse("it is being loaded");
        return Problem.of(
                        503,
                        "model-unavailable",
                        "Model unavailable",
                        "No version of " + model.name() + " is loaded: " + reasons + ".")
                .remedy("Publish a version that works; GET /models/" + model.name() + " shows its state.")
                .exception();
    }
}
