package bottega.training.lesson;

import bottega.common.lesson.LargeDigitsRequest;
import bottega.common.lesson.LargeDigitsRun;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/lessons/digits-28x28/runs")
@Tag(name = "lessons")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LargeDigitsResource {
    private final LargeDigitsLesson lesson;

    LargeDigitsResource(LargeDigitsLesson lesson) {
        this.lesson = lesson;
    }

    @POST
    @Operation(
            summary = "The network 784-16-16-10 learns digits of 28x28",
            description =
                    "A training run like any other, with this lesson's settings: queued, seconds long, followed by its links."
                            + " Location is the run's.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = LargeDigitsRequest.class),
                            examples = {
                                @ExampleObject(name = "drawn digits", value = Examples.DIGITS_28),
                                @ExampleObject(name = "MNIST", value = Examples.DIGITS_28_MNIST)
                            }))
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            schema = @Schema(implementation = LargeDigitsRun.class),
                            examples = @ExampleObject(name = "drawn digits", value = Examples.DIGITS_28_ACCEPTED)))
    public Response run(LargeDigitsRequest request) {
        LargeDigitsRun started = lesson.start(Objects.requireNonNullElseGet(request, LargeDigitsRequest::defaults));
        return Response.accepted(started)
                .location(URI.create("/runs/" + started.run().id()))
                .build();
    }
}
