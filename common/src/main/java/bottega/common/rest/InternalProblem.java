package bottega.common.rest;

import bottega.common.problem.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/** What nobody foresaw: the cause goes to the log only, the caller gets the id to find it there. */
final class InternalProblem {
    private static final Logger LOG = System.getLogger(InternalProblem.class.getName());

    private InternalProblem() {}

    static Problem logged(Throwable cause) {
        String id = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Internal error " + id, cause);
        return Problem.of(500, "internal", "Internal error", "The request failed for a reason of the server's own.")
                .received("error " + id)
                .remedy("The cause stands in the server's log under " + id + ".");
    }
}
