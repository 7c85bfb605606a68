package bottega.training.lesson;

import bottega.common.problem.ProblemException;
import bottega.training.admission.Places;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/** How a lesson that is computed while the caller waits is answered: whole, as a picture, or live as events. */
@Singleton
class LessonAnswers {
    static final String PNG = "image/png";

    static final String AT_ONCE =
            "Answered at once with the whole result: no job, nothing is stored, the same request gives the same numbers. With"
                    + " Accept: image/png the answer is its picture.";
    static final String LIVE =
            "Server-sent events while it learns: progress (step, of, and the curves' values), at the end result with what POST"
                    + " without /events answers. The stream is this request's own: there is nothing to reconnect to.";

    private static final int MOST = 4;

    private final ObjectMapper json;
    private final Sse sse;
    private final Places places = new Places(MOST, "As many of these lessons as fit are running.");

    LessonAnswers(ObjectMapper json, Sse sse) {
        this.json = json;
        this.sse = sse;
    }

    /**
     * A lesson.
     *
     * @param <R> what it results in, before it becomes JSON or a picture
     */
    interface Computation<R> {
        R run(Live live);
    }

    /** @param accept header, null when it did not come */
    <R> Response answer(String accept, Computation<R> lesson, Function<R, Object> result, Function<R, byte[]> picture) {
        try (Places.Place _ = places.take()) {
            R computed = lesson.run(Live.NONE);
            boolean asPicture = accept != null && accept.contains(PNG);
            return asPicture
                    ? Response.ok(picture.apply(computed), PNG).build()
                    : Response.ok(result.apply(computed), MediaType.APPLICATION_JSON)
                            .build();
        }
    }

    /** A problem becomes an event {@code problem}, since the status is sent before the lesson is begun. */
    <R> Multi<OutboundSseEvent> events(Computation<R> lesson, Function<R, Object> result) {
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(
                        emitter -> new Stream(emitter).run(lesson, result), BackPressureStrategy.BUFFER)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** At most some 300 events for each curve, so none needs to wait for a slow reader. */
    private final class Stream implements Live {
        private final MultiEmitter<? super OutboundSseEvent> emitter;
        private long events;

        private Stream(MultiEmitter<? super OutboundSseEvent> emitter) {
            this.emitter = emitter;
        }

        private <R> void run(Computation<R> lesson, Function<R, Object> result) {
            try (Places.Place _ = places.take()) {
                emit("result", result.apply(lesson.run(this)));
                emitter.complete();
            } catch (ProblemException e) {
                emit("problem", e.problem());
                emitter.complete();
            } catch (CancellationException e) {
                emitter.complete(); // nobody reads it
            } catch (RuntimeException e) {
                emitter.fail(e);
            }
        }

        @Override
        public void progress(long step, long of, Map<String, Object> details) {
            if (emitter.isCancelled()) {
                throw new CancellationException();
            }
            var data = new LinkedHashMap<String, Object>();
            data.put("step", step);
            data.put("of", of);
            data.putAll(details);
            emit("progress", data);
        }

        private void emit(String name, Object data) {
            events++;
            try {
                emitter.emit(sse.newEventBuilder()
                        .id(Long.toString(events))
                        .name(name)
                        .data(json.writeValueAsString(data))
                        .build());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
