package bottega.inference.admission;

import bottega.inference.InferenceConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Throws away what a client goes on sending after it has been answered. Quarkus would collect it on the heap: sixteen
 * refused uploads of 60 MB ended a process of 400 MB. Closing the connection at once would lose the answer, which the
 * client reads when it has sent all; one that sends on and on is closed.
 */
@Singleton
class UnreadBodyFilter {
    private static final int BEFORE_BODY_LIMIT = 110;

    private final long most;

    UnreadBodyFilter(InferenceConfig config) {
        most = 2 * config.inference().maxBodySize().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    HttpServerRequest request = context.request();
                    context.addEndHandler(_ -> discardRest(request));
                    context.next();
                },
                BEFORE_BODY_LIMIT);
    }

    private void discardRest(HttpServerRequest request) {
        if (!request.isEnded()) {
            AtomicLong discarded = new AtomicLong();
            request.handler(part -> {
                if (discarded.addAndGet(part.length()) > most) {
                    request.connection().close();
                }
            });
            request.resume();
        }
    }
}
