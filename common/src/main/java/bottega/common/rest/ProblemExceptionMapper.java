package bottega.common.rest;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The problem as it is; those of the server's own making (5xx) are logged with their cause. */
@Provider
public class ProblemExceptionMapper implements ExceptionMapper<ProblemException> {
    private static final Logger LOG = System.getLogger(ProblemExceptionMapper.class.getName());

    @Override
    public Response toResponse(ProblemException exception) {
        Problem problem = exception.problem();
        if (problem.status() >= 500 && exception.getCause() != null) {
            LOG.log(Level.ERROR, problem.title() + ": " + problem.detail(), exception);
        }
        return ProblemResponse.of(problem);
    }
}
