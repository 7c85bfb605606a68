package bottega.common.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** JSON that cannot be read: 400. An answer that cannot be written, a type that Jackson cannot handle: 500. */
@Provider
public class JsonExceptionMapper implements ExceptionMapper<JsonProcessingException> {
    @Override
    public Response toResponse(JsonProcessingException exception) {
        boolean reading = exception.getProcessor() instanceof JsonParser;
        return ProblemResponse.of(
                reading && !(exception instanceof InvalidDefinitionException)
                        ? JsonProblems.of(exception)
                        : InternalProblem.logged(exception));
    }
}
