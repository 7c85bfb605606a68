package bottega.inference.vision;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

/**
 * A body of no stated type is bytes (RFC 9110, 8.3). Quarkus would give it to the most particular of the methods that
 * read a body, the one for forms.
 */
@Singleton
class UntypedBodyFilter {
    private static final int BEFORE_ROUTING = 90;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    HttpServerRequest request = context.request();
                    if (request.method() == HttpMethod.POST
                            && request.path().startsWith("/vision/")
                            && !request.headers().contains(HttpHeaders.CONTENT_TYPE)) {
                        request.headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
                    }
                    context.next();
                },
                BEFORE_ROUTING);
    }
}
