package bottega.training.lesson;

import bottega.common.lesson.NeuronRequest;
import bottega.common.lesson.NeuronResult;
import bottega.common.problem.Problem;
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

@Path("/lessons/neuron/runs")
@Tag(name = "lessons")
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class NeuronResource {
    private final LessonAnswers answers;

    NeuronResource(LessonAnswers answers) {
        this.answers = answers;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, LessonAnswers.PNG})
    @Operation(summary = "One neuron learns the nine men", description = LessonAnswers.AT_ONCE)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NeuronRequest.class),
                            examples = {
                                @ExampleObject(name = "the slides' point", value = Examples.NEURON_POINT),
                                @ExampleObject(name = "centimetres as they are", value = Examples.NEURON_RAW)
                            }))
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = NeuronResult.class)),
                @Content(mediaType = LessonAnswers.PNG)
            })
    @APIResponse(
            responseCode = "400",
            description = "A value is out of its range",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "epochs", value = Examples.REFUSED)))
    public Response run(
            NeuronRequest request, @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT) String accept) {
        return answers.answer(
                accept, live -> NeuronLesson.run(orDefaults(request), live), result -> result, LessonPictures::neuron);
    }

    @POST
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The same, live", description = LessonAnswers.LIVE)
    public Multi<OutboundSseEvent> live(NeuronRequest request) {
        return answers.events(live -> NeuronLesson.run(orDefaults(request), live), result -> result);
    }

    private static NeuronRequest orDefaults(NeuronRequest request) {
        return Objects.requireNonNullElseGet(request, NeuronRequest::defaults);
    }
}
