package bottega.training.run;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.training.LearningRateSearchParameters;
import bottega.common.training.LearningRateSearchRequest;
import bottega.common.training.LearningRateSearchStatus;
import bottega.jobs.Job;
import bottega.jobs.Jobs;
import bottega.training.dataset.DataSets;
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
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/learning-rate-searches")
@Tag(name = "learning rate searches", description = "Which learning rate a run should have")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LearningRateSearchesResource {
    private static final String PATH = "/learning-rate-searches/";

    private final Jobs jobs;
    private final DataSets dataSets;
    private final Starts starts;
    private final RunSplits splits;

    LearningRateSearchesResource(Jobs jobs, DataSets dataSets, Starts starts, RunSplits splits) {
        this.jobs = jobs;
        this.dataSets = dataSets;
        this.starts = starts;
        this.splits = splits;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Search the learning rate for a run",
            description =
                    "Smith's range test (2015): a fresh network is trained a hundred steps, each at a larger rate than"
                            + " the one before; the rate at which the loss falls most steeply is suggested. Queued like a run.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = LearningRateSearchRequest.class),
                            examples = @ExampleObject(name = "lenet", value = Examples.SEARCH)))
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            schema = @Schema(implementation = LearningRateSearchStatus.class),
                            examples = @ExampleObject(name = "lenet", value = Examples.SEARCH_ACCEPTED)))
    public Response start(LearningRateSearchRequest request) {
        RunRequests.Resolved run = resolve(request);
        Job job = jobs.submit(
                LearningRateSearchJob.KIND,
                new LearningRateSearchParameters(run.parameters(), request.least(), request.most(), request.steps()),
                folder -> splits.write(run.split(), folder));
        return Response.accepted(status(job))
                .location(URI.create(PATH + job.id()))
                .build();
    }

    private RunRequests.Resolved resolve(LearningRateSearchRequest request) {
        if (request == null) {
            throw Problem.of(400, "missing-body", "Missing body", "A search needs a run")
                    .at("/")
                    .expected("{\"run\": {\"dataset\": \"...\", \"network\": \"lenet\"}}")
                    .received("an empty body")
                    .exception();
        }
        try {
            return RunRequests.resolve(request.run().forSearch(request.most()), dataSets, starts, splits);
        } catch (ProblemException e) {
            Problem problem = e.problem();
            throw problem.at("/run" + problem.pointer()).exception(e);
        }
    }

    @GET
    @Operation(summary = "List searches, the newest first")
    public List<LearningRateSearchStatus> list(
            @QueryParam("limit") @DefaultValue("20") int limit, @QueryParam("after") String after) {
        return jobs.list(LearningRateSearchJob.KIND, limit, after).stream()
                .map(LearningRateSearchesResource::status)
                .toList();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "State, curve and suggestion of a search")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = LearningRateSearchStatus.class),
                            examples = @ExampleObject(name = "lenet", value = Examples.SEARCH_DONE)))
    public LearningRateSearchStatus get(@PathParam("id") String id) {
        return status(job(id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Cancel a search", description = "It ends within one batch.")
    public LearningRateSearchStatus cancel(@PathParam("id") String id) {
        return status(jobs.cancel(job(id).id()));
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow a search",
            description = "Server-sent events state, progress, log and preview, each with an id; Last-Event-ID resumes"
                    + " after one. The stream ends when the search does.")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") String lastEventId) {
        return jobs.stream(job(id).id(), lastEventId);
    }

    @GET
    @Path("/{id}/chart")
    @Produces("image/png")
    @Operation(summary = "The curve as a picture", description = "Loss over learning rate; the suggestion is marked.")
    public Response chart(@PathParam("id") String id) {
        Job job = job(id);
        java.nio.file.Path file = job.folder().resolve(LearningRateSearchJob.CHART_FILE);
        if (!Files.exists(file)) {
            throw Problem.of(409, "search-not-finished", "Search not finished", "There is no curve yet")
                    .at("id")
                    .expected("a search that has SUCCEEDED")
                    .received(job.state())
                    .remedy(job.state().isTerminal() ? "start another search" : "wait for it: GET " + PATH + id)
                    .exception();
        }
        return Response.ok(file.toFile()).build();
    }

    private Job job(String id) {
        return jobs.require(LearningRateSearchJob.KIND, id);
    }

    private static LearningRateSearchStatus status(Job job) {
        String self = PATH + job.id();
        return new LearningRateSearchStatus(
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
                Map.of(
                        "self",
                        self,
                        "events",
                        self + "/events",
                        "chart",
                        self + "/chart",
                        "dataset",
                        "/datasets/"
                                + job.parameters().path("run").path("dataset").asText()));
    }
}
