package bottega.training.lesson;

import bottega.common.lesson.DigitsRequest;
import bottega.common.lesson.DigitsResult;
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

@Path("/lessons/digits-5x5/runs")
@Tag(name = "lessons")
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class DigitsResource {
    private final LessonAnswers answers;

    DigitsResource(LessonAnswers answers) {
        this.answers = answers;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, LessonAnswers.PNG})
    @Operation(
            summary = "A network of four layers learns five digits, with the gradient of each layer",
            description = "About a second. " + LessonAnswers.AT_ONCE)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = DigitsRequest.class),
                            examples = {@ExampleObject(name = "vanishing gradient", value = Examples.DIGITS)}))
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DigitsResult.class)),
                @Content(mediaType = LessonAnswers.PNG)
            })
    public Response run(
            DigitsRequest request, @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT) String accept) {
        return answers.answer(
                accept, live -> DigitsLesson.run(orDefaults(request), live), result -> result, LessonPictures::digits);
    }

    @POST
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The same, live", description = LessonAnswers.LIVE)
    public Multi<OutboundSseEvent> live(DigitsRequest request) {
        return answers.events(live -> DigitsLesson.run(orDefaults(request), live), result -> result);
    }

    private static DigitsRequest orDefaults(DigitsRequest request) {
        return Objects.requireNonNullElseGet(request, DigitsRequest::defaults);
    }
}
