package bottega.training.run;

import bottega.common.problem.Problem;
import bottega.common.training.TapDescription;
import bottega.jobs.Job;
import bottega.jobs.Jobs;
import bottega.training.admission.Places;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Into the layers of a run's network. Unlike other figures these take the network itself, one at a time. */
@Path("/runs/{id}")
@Tag(name = "runs")
@Blocking
@APIResponse(
        responseCode = "409",
        description = "The run has not succeeded",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "503",
        description = "Another network is being looked into: again after Retry-After seconds",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ActivationsResource {
    static final String TAPS = "/taps";
    static final String ACTIVATIONS = "/activations.png";
    private static final int MOST_BYTES = 32 << 20;
    private static final String TAP = "A name that /runs/{id}/taps lists";

    private final Jobs jobs;
    private final Activations activations;
    private final Places places = new Places(1, "Another network is being looked into.");

    ActivationsResource(Jobs jobs, Activations activations) {
        this.jobs = jobs;
        this.activations = activations;
    }

    @GET
    @Path(TAPS)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Layers whose activations can be seen",
            description = "In the order of the computation, with the shape of one picture's activations.")
    public List<TapDescription> taps(@PathParam("id") String id) throws IOException {
        Job run = FinishedRuns.require(jobs, id);
        try (var _ = places.take()) {
            return activations.taps(run);
        }
    }

    @GET
    @Path(ACTIVATIONS)
    @Produces(FiguresResource.PNG)
    @Operation(
            summary = "What a layer makes of a picture of the data set",
            description = "Its feature maps, each in greys from its least value to its greatest.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = FiguresResource.PNG))
    @APIResponse(
            responseCode = "404",
            description = "No such tap or picture",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public byte[] ofDataSet(
            @PathParam("id") String id,
            @Parameter(description = TAP) @QueryParam("tap") String tap,
            @Parameter(description = "Its index in the data set, from 0, or its name; the first is the default")
                    @QueryParam("picture")
                    String picture)
            throws IOException {
        Job run = FinishedRuns.require(jobs, id);
        try (var _ = places.take()) {
            return activations.ofDataSet(run, tap, picture);
        }
    }

    @POST
    @Path(ACTIVATIONS)
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM})
    @Produces(FiguresResource.PNG)
    @Operation(
            summary = "What a layer makes of any picture",
            description = "The picture is the body, at most 32 MiB. It is cut and resized as the run's own are.")
    @RequestBody(content = @Content(mediaType = "image/*"))
    @APIResponse(responseCode = "200", content = @Content(mediaType = FiguresResource.PNG))
    public byte[] ofBody(
            @PathParam("id") String id, @Parameter(description = TAP) @QueryParam("tap") String tap, InputStream body)
            throws IOException {
        Job run = FinishedRuns.require(jobs, id);
        try (var _ = places.take()) {
            byte[] file = body == null ? new byte[0] : body.readNBytes(MOST_BYTES + 1);
            if (file.length > MOST_BYTES) {
                throw Problem.of(413, "file-too-large", "File too large", "The picture's file is too large.")
                        .expected("at most " + MOST_BYTES + " bytes")
                        .received("more")
                        .remedy("Send a smaller picture.")
                        .exception();
            }
            return activations.draw(run, tap, "sent", file);
        }
    }
}
