package bottega.training.run;

import bottega.common.training.RunRequest;
import bottega.common.training.RunSplit;
import bottega.common.training.RunStatus;
import bottega.jobs.Job;
import bottega.jobs.Jobs;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/runs")
@Tag(name = "runs", description = "Training runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunsResource {
    private final Jobs jobs;
    private final Runs runs;
    private final RunSplits splits;

    RunsResource(Jobs jobs, Runs runs, RunSplits splits) {
        this.jobs = jobs;
        this.runs = runs;
        this.splits = splits;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Train a network on a data set",
            description = "Queues the run; runs of this service follow each other.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RunRequest.class),
                            examples = {
                                @ExampleObject(name = "lenet", value = Examples.REQUEST),
                                @ExampleObject(name = "augmented", value = Examples.AUGMENTED_REQUEST),
                                @ExampleObject(name = "tuned", value = Examples.TUNED_REQUEST),
                                @ExampleObject(name = "transferred", value = Examples.TRANSFERRED_REQUEST),
                                @ExampleObject(name = "on numbers", value = Examples.NUMBERS_REQUEST)
                            }))
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            schema = @Schema(implementation = RunStatus.class),
                            examples = {
                                @ExampleObject(name = "lenet", value = Examples.ACCEPTED),
                                @ExampleObject(name = "augmented", value = Examples.AUGMENTED_ACCEPTED),
                                @ExampleObject(name = "tuned", value = Examples.TUNED_ACCEPTED),
                                @ExampleObject(name = "transferred", value = Examples.TRANSFERRED_ACCEPTED)
                            }))
    public Response start(RunRequest request) {
        RunStatus run = runs.start(request);
        return Response.accepted(run).location(URI.create("/runs/" + run.id())).build();
    }

    @GET
    @Operation(summary = "List runs, the newest first")
    public List<RunStatus> list(@QueryParam("limit") @DefaultValue("20") int limit, @QueryParam("after") String after) {
        return jobs.list(TrainingJob.KIND, limit, after).stream()
                .map(RunsResource::status)
                .toList();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "State, progress and figures of a run")
    public RunStatus get(@PathParam("id") String id) {
        return status(job(id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Cancel a run", description = "It ends within one batch. A run that has ended stays as it is.")
    public RunStatus cancel(@PathParam("id") String id) {
        return status(jobs.cancel(job(id).id()));
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow a run",
            description =
                    "Server-sent events state, progress and log, each with an id; Last-Event-ID resumes after one."
                            + " The stream ends when the run does.")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") String lastEventId) {
        return jobs.stream(job(id).id(), lastEventId);
    }

    @GET
    @Path("/{id}/split")
    @Operation(
            summary = "Which examples a run learns from, chooses its epoch by and is judged on",
            description = "From the moment it is queued; another run takes the same with"
                    + " \"split\": {\"run\": \"<id>\"}.")
    public RunSplit split(@PathParam("id") String id) {
        return splits.require(job(id));
    }

    private Job job(String id) {
        return jobs.require(TrainingJob.KIND, id);
    }

    static RunStatus status(Job job) {
        String self = "/runs/" + job.id();
        return new RunStatus(
                job.id(),
                job.state(),
                job.attempt(),
                job.progress(),
                job.metrics(),
                job.parameters(),
                job.result(),
                job.problem(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                links(self, "/datasets/" + job.parameters().path("dataset").asText()));
    }

    private static Map<String, String> links(String self, String dataSet) {
        Map<String, String> links = FiguresResource.links(self);
        links.putAll(Map.of(
                "self", self,
                "events", self + "/events",
                "split", self + "/split",
                "judgement", self + "/judgement",
                "card", self + "/card",
                "publication", self + "/publication",
                "dataset", dataSet));
        return links;
    }
}
