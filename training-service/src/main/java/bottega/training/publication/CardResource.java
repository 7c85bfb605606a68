package bottega.training.publication;

import bottega.common.card.ModelCard;
import bottega.common.problem.Problem;
import bottega.common.training.CardTexts;
import bottega.jobs.Jobs;
import bottega.training.card.CardMarkdown;
import bottega.training.card.ModelCards;
import bottega.training.run.FinishedRuns;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/runs/{id}/card")
@Tag(name = "runs")
@Blocking
public class CardResource {
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private final Jobs jobs;
    private final RunCards cards;

    CardResource(Jobs jobs, RunCards cards) {
        this.jobs = jobs;
        this.cards = cards;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The model card that a run's model would be published with",
            description = "As JSON, or with Accept: text/markdown as a page to read.")
    @APIResponse(
            responseCode = "409",
            description = "The run has not succeeded, or its model failed the parity check",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ModelCard card(@PathParam("id") String id) throws IOException {
        return ModelCards.of(cards.sources(FinishedRuns.require(jobs, id)), null, null, RunCards.now(), CardTexts.NONE);
    }

    @GET
    @Produces(MARKDOWN + ";qs=0.5") // who accepts both gets JSON
    @Operation(hidden = true)
    public Response markdown(@PathParam("id") String id) throws IOException {
        return Response.ok(CardMarkdown.of(card(id)), MARKDOWN).build();
    }
}
