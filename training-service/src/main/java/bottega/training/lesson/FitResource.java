package bottega.training.lesson;

import bottega.common.lesson.FitRequest;
import bottega.common.lesson.FitResult;
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

@Path("/lessons/fit/runs")
@Tag(name = "lessons")
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class FitResource {
    private final LessonAnswers answers;

    FitResource(LessonAnswers answers) {
        this.answers = answers;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, LessonAnswers.PNG})
    @Operation(
            summary = "Networks too small, right and too large on a noisy curve or a cloud",
            description = "A second for each network. " + LessonAnswers.AT_ONCE)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = FitRequest.class),
                            examples = {
                                @ExampleObject(name = "three sizes", value = Examples.FIT),
                                @ExampleObject(name = "remedies", value = Examples.FIT_REMEDIES),
                                @ExampleObject(name = "your own", value = Examples.FIT_OWN)
                            }))
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FitResult.class)),
                @Content(mediaType = LessonAnswers.PNG)
            })
    public Response fit(FitRequest request, @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT) String accept) {
        return answers.answer(
                accept, live -> FitLesson.fit(orDefaults(request), live), FitLesson.Fitted::result, FitPicture::png);
    }

    @POST
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The same, live", description = LessonAnswers.LIVE)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            examples = @ExampleObject(name = "the first events", value = Examples.FIT_EVENTS)))
    public Multi<OutboundSseEvent> live(FitRequest request) {
        FitRequest filled = orDefaults(request);
        FitLesson.check(filled);
        return answers.events(live -> FitLesson.fit(filled, live), FitLesson.Fitted::result);
    }

    private static FitRequest orDefaults(FitRequest request) {
        return Objects.requireNonNullElseGet(request, FitRequest::defaults);
    }
}
