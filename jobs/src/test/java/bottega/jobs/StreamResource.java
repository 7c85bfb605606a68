package bottega.jobs;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A service in small: one kind of job, one address for its events. */
@Path("/things")
public class StreamResource {
    static final Semaphore GATE = new Semaphore(0);

    @Inject
    Jobs jobs;

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId) {
        return jobs.stream(id, lastEventId);
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        Problem problem = e.problem();
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    record Parameters(int steps) {}

    /** Does its steps when the gate opens. */
    @ApplicationScoped
    public static class ThingHandler implements JobHandler {
        @Override
        public String kind() {
            return "thing";
        }

        @Override
        public void run(JobContext job) throws Exception {
            GATE.acquire();
            int steps = job.parameters(Parameters.class).steps();
            for (int step = 1; step <= steps; step++) {
                job.progress(step, steps);
                job.log("step " + step + "\nwith two lines");
            }
        }
    }
}
