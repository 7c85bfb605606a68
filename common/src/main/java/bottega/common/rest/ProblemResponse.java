package bottega.common.rest;

import bottega.common.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A {@link Problem} as the answer to a request. */
final class ProblemResponse {
    private static final int SERVICE_UNAVAILABLE = 503;
    /** Seconds after which a client that was told 503 may try again. */
    private static final int RETRY_AFTER_SECONDS = 2;

    private ProblemResponse() {}

    static Response of(Problem problem) {
        return builder(problem).build();
    }

    /** For those that add headers of their own. */
    static Response.ResponseBuilder builder(Problem problem) {
        Response.ResponseBuilder builder =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return problem.status() == SERVICE_UNAVAILABLE
                ? builder.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                : builder;
    }
}
