package bottega.training.lesson;

import bottega.common.lesson.DeltaRuleRequest;
import bottega.common.lesson.DeltaRuleResult;
import bottega.common.lesson.DigitsRequest;
import bottega.common.lesson.DigitsResult;
import bottega.common.lesson.Lesson;
import bottega.common.lesson.NeuronRequest;
import bottega.common.lesson.NeuronResult;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/lessons")
@Tag(name = "lessons", description = "The lecture, running")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LessonsResource {
    private static final String AT_ONCE =
            "Takes well under a second and is answered at once with the whole result: no job, nothing is stored, the same"
                    + " request gives the same numbers.";

    private final Places places = new Places(2);

    @GET
    @Operation(summary = "The lessons, with what each can be told")
    public List<Lesson> list() {
        return Lessons.ALL;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One lesson, with what it can be told and what to look at")
    public Lesson get(@PathParam("id") String id) {
        return Lessons.ALL.stream()
                .filter(lesson -> lesson.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    @POST
    @Path("/neuron/runs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "One neuron learns the nine men", description = AT_ONCE)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NeuronRequest.class),
                            examples = {
                                @ExampleObject(name = "the slides' point", value = Examples.NEURON_POINT),
                                @ExampleObject(name = "centimetres as they are", value = Examples.NEURON_RAW)
                            }))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NeuronResult.class)))
    @APIResponse(
            responseCode = "400",
            description = "A value is out of its range",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "epochs", value = Examples.REFUSED)))
    public NeuronResult neuron(NeuronRequest request) {
        return NeuronLesson.run(request == null ? NeuronRequest.defaults() : request);
    }

    @POST
    @Path("/delta-rule/runs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "SGD, batch and mini-batch learn the truth table", description = AT_ONCE)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = DeltaRuleRequest.class),
                            examples = @ExampleObject(name = "a hundred epochs", value = Examples.DELTA_RULE)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeltaRuleResult.class)))
    public DeltaRuleResult deltaRule(DeltaRuleRequest request) {
        return DeltaRuleLesson.run(request == null ? DeltaRuleRequest.defaults() : request);
    }

    @POST
    @Path("/digits-5x5/runs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A network of four layers learns five digits, with the gradient of each layer",
            description = "About a second; answered at once with the whole result: no job, nothing is stored.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = DigitsRequest.class),
                            examples = @ExampleObject(name = "vanishing gradient", value = Examples.DIGITS)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DigitsResult.class)))
    public DigitsResult digits(DigitsRequest request) {
        try (Places.Place _ = places.take()) {
            return DigitsLesson.run(request == null ? DigitsRequest.defaults() : request);
        }
    }

    @POST
    @Path("/{id}/runs")
    @Operation(hidden = true)
    public Lesson unknownLesson(@PathParam("id") String id) {
        throw unknown(id);
    }

    private static ProblemException unknown(String id) {
        String known = Lessons.ALL.stream().map(Lesson::id).collect(Collectors.joining(", "));
        return Problem.of(404, "no-such-lesson", "No such lesson", "There is no lesson of this name.")
                .at("id")
                .expected("one of " + known)
                .received(id)
                .remedy("Take an id from GET /lessons.")
                .exception();
    }
}
