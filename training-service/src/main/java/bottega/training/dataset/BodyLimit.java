package bottega.training.dataset;

import bottega.common.problem.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Refuses a body that says it is too large before a byte of it is read, with a problem; the HTTP server would close the
 * connection without a word.
 */
@ApplicationScoped
public class BodyLimit {
    /** Before the server's own check, which has 2. */
    private static final int PRIORITY = 100;
    /** Boundaries and headers of a multipart body. */
    private static final long MULTIPART_EXTRA = 1 << 16;

    private final DataSetsConfig config;
    private final ObjectMapper json;

    @Inject
    BodyLimit(DataSetsConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        long limit = config.maxArchiveSize().asLongValue();
        long length = length(context.request().getHeader(HttpHeaders.CONTENT_LENGTH));
        if (length <= limit + MULTIPART_EXTRA) {
            context.next();
            return;
        }
        Problem problem =
                ArchiveProblems.archiveTooLarge(limit, length + " bytes").problem();
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    /** 0 when there is none, or when it is no number: the server deals with that. */
    private static long length(String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
