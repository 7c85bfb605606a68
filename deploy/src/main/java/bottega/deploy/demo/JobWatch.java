package bottega.deploy.demo;

import bottega.common.job.JobState;
import bottega.common.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Follows a job to its end through its server-sent events. When the connection breaks it goes on after the last event
 * that came, so a service may be restarted meanwhile.
 */
public final class JobWatch {
    /** How long a service may be away. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Service service;
    private final String path;
    private final Consumer<JsonNode> onProgress;
    private String lastEventId = "";
    private String event = "";
    private boolean over;
    private Instant lastHeard = Instant.now();

    /**
     * @param path of the job, {@code /runs/<id>}; its events are at {@code <path>/events}
     * @param onProgress is given the data of each progress event
     */
    public JobWatch(Service service, String path, Consumer<JsonNode> onProgress) {
        this.service = service;
        this.path = path;
        this.onProgress = onProgress;
    }

    /** @return the job as it is at its end, which was SUCCEEDED; a job that FAILED or was CANCELLED is an exception */
    public JsonNode await() {
        while (!over) {
            try (Stream<String> lines = service.events(path + "/events", lastEventId)) {
                for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                    lastHeard = Instant.now();
                    line(each.next());
                }
            } catch (IOException | UncheckedIOException e) {
                if (Duration.between(lastHeard, Instant.now()).compareTo(PATIENCE) > 0) {
                    throw new IllegalStateException(
                            "no word of " + service.base().resolve(path) + " for " + PATIENCE.toSeconds() + " s", e);
                }
            }
            if (!over) {
                pause();
            }
        }
        JsonNode job = service.get(path);
        JobState state = JobState.valueOf(job.path("state").asText());
        return switch (state) {
            case SUCCEEDED -> job;
            case QUEUED, RUNNING, FAILED, CANCELLED ->
                throw new ServiceException(service.base().resolve(path) + " ended as " + state, problemOf(job));
        };
    }

    private void line(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            return;
        }
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon)) {
            case "id" -> lastEventId = value;
            case "event" -> event = value;
            case "data" -> data(value);
            default -> {
                // RFC-wise a client ignores fields that it does not know.
            }
        }
    }

    private void data(String value) {
        JsonNode data;
        try {
            data = Service.JSON.readTree(value);
        } catch (IOException e) {
            throw new IllegalStateException("an event's data is not JSON: " + value, e);
        }
        if (event.equals("progress")) {
            onProgress.accept(data);
        } else if (event.equals("state")) {
            over = JobState.valueOf(data.path("state").asText()).isTerminal();
        }
    }

    private static Problem problemOf(JsonNode job) {
        JsonNode problem = job.path("problem");
        return problem.isObject()
                ? Service.JSON.convertValue(problem, Problem.class)
                : Problem.of(500, "no-problem-given", "The job says no more", "The job ended without a problem.");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
