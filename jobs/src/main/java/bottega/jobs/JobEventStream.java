package bottega.jobs;

import bottega.common.job.JobState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A job's events as they come, read from the table, since another replica may be the one that writes them. Ends after
 * the event of the terminal state, or when the service stops; a client then reconnects with the last id it has.
 */
final class JobEventStream {
    private static final int BATCH = 200;

    private final JobStore store;
    private final JobJson json;
    private final Sse sse;
    private final Duration interval;
    private final Duration keepAlive;
    private final BooleanSupplier stopping;
    private final String id;

    private long last;
    private long lastSentNanos = System.nanoTime();
    private boolean over;

    JobEventStream(
            JobStore store, JobJson json, Sse sse, JobsConfig config, BooleanSupplier stopping, String id, long after) {
        this.store = store;
        this.json = json;
        this.sse = sse;
        this.interval = config.streamInterval();
        this.keepAlive = config.keepAlive();
        this.stopping = stopping;
        this.id = id;
        this.last = after;
    }

    Multi<OutboundSseEvent> multi() {
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(this::next).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(interval)
                .whilst(batch -> !over)
                .onItem()
                .<OutboundSseEvent>disjoint();
    }

    /** Called by one thread after the other, never by two at a time. */
    private synchronized List<OutboundSseEvent> next() {
        List<OutboundSseEvent> batch = new ArrayList<>();
        if (stopping.getAsBoolean()) {
            over = true;
            return batch;
        }
        boolean ended = store.find(id).map(job -> job.state().isTerminal()).orElse(true);
        List<JobEvent> events;
        do {
            events = store.events(id, last, BATCH);
            for (JobEvent event : events) {
                batch.add(sse(event));
                last = event.id();
                over |= isTerminal(event);
            }
        } while (ended && !over && !events.isEmpty());
        over |= ended && events.isEmpty();
        if (!batch.isEmpty()) {
            lastSentNanos = System.nanoTime();
        } else if (System.nanoTime() - lastSentNanos > keepAlive.toNanos()) {
            batch.add(sse.newEventBuilder().comment("keep-alive").build());
            lastSentNanos = System.nanoTime();
        }
        return batch;
    }

    private static boolean isTerminal(JobEvent event) {
        return event.type() == JobEvent.Type.STATE
                && JobState.valueOf(event.data().path("state").asText()).isTerminal();
    }

    private OutboundSseEvent sse(JobEvent event) {
        return sse.newEventBuilder()
                .id(Long.toString(event.id()))
                .name(event.type().wireName())
                .data(json.write(json.object().put("at", event.at().toString()).setAll(json.objectTree(event.data()))))
                .build();
    }
}
