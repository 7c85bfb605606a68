package bottega.training.publication;

import bottega.common.problem.Problem;
import bottega.common.training.Publication;
import bottega.common.training.PublicationRequest;
import bottega.jobs.Job;
import bottega.jobs.Jobs;
import bottega.training.card.ModelCards;
import bottega.training.run.FinishedRuns;
import bottega.training.run.TrainingJob;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/runs/{id}/publication")
@Tag(name = "runs")
@Blocking
public class PublicationResource {
    private final Jobs jobs;
    private final ModelRepository repository;
    private final RunCards cards;

    PublicationResource(Jobs jobs, ModelRepository repository, RunCards cards) {
        this.jobs = jobs;
        this.repository = repository;
        this.cards = cards;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            summary = "Publish a run's model as the next version of a name",
            description =
                    "With a model card beside it, as README.md and card.json. inference-service serves it within its"
                            + " polling interval.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "coins", value = Examples.PUBLICATION),
                                @ExampleObject(name = "described", value = Examples.DESCRIBED)
                            }))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "coins", value = Examples.PUBLISHED),
                                @ExampleObject(name = "described", value = Examples.DESCRIBED_PUBLISHED)
                            }))
    @APIResponse(
            responseCode = "409",
            description =
                    "The run has not succeeded, its model failed the parity check, or its labels differ from the version"
                            + " before")
    public Publication publish(@PathParam("id") String id, PublicationRequest request) throws IOException {
        if (request == null) {
            throw Problem.of(400, "missing-body", "Missing body", "A publication needs a name")
                    .at("/name")
                    .expected("{\"name\": \"...\"}")
                    .received("an empty body")
                    .exception();
        }
        ModelRepository.checkName(request.name());
        request.texts(); // before anything is read
        Job job = FinishedRuns.require(jobs, id);
        ModelCards.Sources sources = cards.sources(job);
        String date = RunCards.now();
        int version = repository.publish(
                request.name(),
                job.folder().resolve(TrainingJob.MODEL_FILE),
                next -> ModelCards.of(sources, request.name(), next, date, request.texts()),
                Boolean.TRUE.equals(request.allowIncompatible()));
        return new Publication(
                request.name(), version, id, sources.result().manifest().labels());
    }
}
