package bottega.common.rest;

import bottega.common.problem.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What JAX-RS itself refuses: addresses, methods and media types that are not there, parameters that do not convert. */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {
    @Context
    UriInfo uri;

    @Context
    Request request;

    @Context
    HttpHeaders headers;

    @Override
    public Response toResponse(WebApplicationException exception) {
        Response original = exception.getResponse();
        if (original.getStatus() < 400) {
            return original; // a redirect is no problem
        }
        if (original.getStatus() == 400 && exception.getCause() instanceof JsonProcessingException json) {
            return ProblemResponse.of(JsonProblems.of(json));
        }
        Response.ResponseBuilder answer = ProblemResponse.builder(problem(exception, original));
        original.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                answer.header(name, null);
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }

    private Problem problem(WebApplicationException exception, Response original) {
        int status = original.getStatus();
        if (status >= 500 && exception.getCause() != null) {
            return InternalProblem.logged(exception);
        }
        return switch (status) {
            case 400 -> bad(exception);
            case 404 -> unconverted(exception).orElseGet(this::notFound);
            case 405 ->
                Problem.of(405, "method-not-allowed", "Method not allowed", path() + " does not take this method.")
                        .expected(Optional.ofNullable(original.getHeaderString(HttpHeaders.ALLOW))
                                .orElse("another method"))
                        .received(request.getMethod())
                        .remedy("Use a method that the address takes.");
            case 406 ->
                Problem.of(406, "not-acceptable", "Not acceptable", path() + " has no answer of the kind asked for.")
                        .at(HttpHeaders.ACCEPT)
                        .received(header(HttpHeaders.ACCEPT))
                        .remedy("Ask for application/json, or leave the header out.");
            case 413 ->
                Problem.of(413, "too-large", "Too large", "The body, or a part of it, is larger than the server takes.")
                        .received(header(HttpHeaders.CONTENT_LENGTH) + " bytes")
                        .remedy("Send less, or raise the server's limit.");
            case 415 ->
                Problem.of(
                                415,
                                "unsupported-media-type",
                                "Unsupported media type",
                                path() + " does not take a body of this kind.")
                        .at(HttpHeaders.CONTENT_TYPE)
                        .received(header(HttpHeaders.CONTENT_TYPE))
                        .remedy("Set the header to what the body is; /q/openapi says what the address takes.");
            default ->
                Problem.of(
                        status,
                        "http-" + status,
                        original.getStatusInfo().getReasonPhrase(),
                        Text.shown(exception.getMessage()));
        };
    }

    private Problem bad(WebApplicationException exception) {
        Throwable cause = exception.getCause();
        return Problem.of(
                        400,
                        "bad-request",
                        "Bad request",
                        Text.shown(
                                cause == null || cause.getMessage() == null
                                        ? exception.getMessage()
                                        : cause.getMessage()))
                .remedy("/q/openapi says what the address takes.");
    }

    /** JAX-RS answers 404 when a query parameter does not convert; to its caller that is a bad parameter. */
    private Optional<Problem> unconverted(WebApplicationException exception) {
        if (!(exception instanceof NotFoundException) || !(exception.getCause() instanceof Exception cause)) {
            return Optional.empty();
        }
        String message = String.valueOf(cause.getMessage());
        for (Map.Entry<String, List<String>> parameter :
                uri.getQueryParameters().entrySet()) {
            for (String value : parameter.getValue()) {
                if (message.contains('"' + value + '"') || message.contains("." + value)) {
                    return Optional.of(Problem.of(
                                    400,
                                    "invalid-parameter",
                                    "Invalid parameter",
                                    "The value of `" + Text.shown(parameter.getKey()) + "` cannot be read.")
                            .at(Text.shown(parameter.getKey()))
                            .received(Text.shown(value))
                            .expected(
                                    cause instanceof NumberFormatException
                                            ? "a number within the range of its type"
                                            : "one of the values that /q/openapi names")
                            .remedy("Correct the parameter in the address."));
                }
            }
        }
        return Optional.empty();
    }

    private Problem notFound() {
        return Problem.of(404, "not-found", "Not found", "There is nothing at " + path() + ".")
                .at(path())
                .received(request.getMethod() + " " + path())
                .remedy("/q/openapi lists the addresses of this service.");
    }

    private String path() {
        return Text.shown(uri.getRequestUri().getRawPath());
    }

    private String header(String name) {
        return Text.shown(Optional.ofNullable(headers.getHeaderString(name)).orElse("nothing"));
    }
}
