package bottega.training.lesson;

import bottega.common.lesson.DeltaRuleRequest;
import bottega.common.lesson.DeltaRuleResult;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/lessons/delta-rule/runs")
@Tag(name = "lessons")
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class DeltaRuleResource {
    private final LessonAnswers answers;

    DeltaRuleResource(LessonAnswers answers) {
        this.answers = answers;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, LessonAnswers.PNG})
    @Operation(summary = "SGD, batch and mini-batch learn the truth table", description = LessonAnswers.AT_ONCE)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = DeltaRuleRequest.class),
                            examples = {@ExampleObject(name = "a hundred epochs", value = Examples.DELTA_RULE)}))
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DeltaRuleResult.class)),
                @Content(mediaType = LessonAnswers.PNG)
            })
    public Response run(
            DeltaRuleRequest request, @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT) String accept) {
        return answers.answer(
                accept,
                live -> DeltaRuleLesson.run(orDefaults(request), live),
                result -> result,
                LessonPictures::deltaRule);
    }

    @POST
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The same, live", description = LessonAnswers.LIVE)
    public Multi<OutboundSseEvent> live(DeltaRuleRequest request) {
        return answers.events(live -> DeltaRuleLesson.run(orDefaults(request), live), result -> result);
    }

    private static DeltaRuleRequest orDefaults(DeltaRuleRequest request) {
        return Objects.requireNonNullElseGet(request, DeltaRuleRequest::defaults);
    }
}
