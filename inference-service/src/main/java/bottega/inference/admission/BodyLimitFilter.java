package bottega.inference.admission;

import bottega.common.inference.ProtocolError;
import bottega.common.problem.Problem;
import bottega.inference.InferenceConfig;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses a body whose declared length is over the limit before any of it is read. Quarkus does so too, but without a
 * word; this filter comes first.
 */
@Singleton
class BodyLimitFilter {
    private static final int BEFORE_QUARKUS = 100;

    private final long limit;
    private final ObjectMapper json;

    BodyLimitFilter(InferenceConfig config, ObjectMapper json) {
        limit = config.inference().maxBodySize().asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_QUARKUS);
    }

    private void check(RoutingContext context) {
        String declared = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared == null || declared.length() < 19 && Long.parseLong(declared) <= limit) {
            context.next();
        } else {
            refuse(context, BodyReader.tooLarge(limit + 1, limit).received(declared + " bytes"));
        }
    }

    private void refuse(RoutingContext context, Problem problem) {
        boolean protocol = context.normalizedPath().startsWith("/v2");
        HttpServerResponse response = context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, protocol ? "application/json" : Problem.MEDIA_TYPE);
        try {
            response.end(json.writeValueAsString(
                    protocol
                            ? new ProtocolError(problem.detail() + " Expected " + problem.expected() + ", received "
                                    + problem.received() + ".")
                            : problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
