package bottega.training.preview;

import bottega.common.augmentation.AugmentationRequest;
import bottega.common.augmentation.PreviewRequest;
import bottega.common.dataset.DataSetKind;
import bottega.common.image.ImageDecoder;
import bottega.common.image.PngWriter;
import bottega.common.problem.Problem;
import bottega.training.admission.Places;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.DataSets;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/datasets/{id}/augmentation-preview")
@Tag(name = "datasets")
@Blocking
public class AugmentationPreviewResource {
    private static final String PNG = "image/png";
    private static final int AT_ONCE = 2;

    private final DataSets dataSets;
    private final AugmentationPreview preview;
    private final Places places = new Places(AT_ONCE, "As many previews as fit are being drawn.");

    @Inject
    AugmentationPreviewResource(DataSets dataSets, ImageDecoder decoder) {
        this.dataSets = dataSets;
        preview = new AugmentationPreview(decoder);
    }

    @GET
    @Produces(PNG)
    @Operation(
            summary = "See what a preset of augmentation makes of the pictures",
            description = "As POST with {\"augmentation\": \"light\"}, for the address line of a browser.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = PNG))
    public byte[] get(
            @PathParam("id") String id,
            @Parameter(description = "none, light or strong; none is the default", example = "light")
                    @QueryParam("augmentation")
                    String preset) {
        return sheet(
                id,
                new PreviewRequest(
                        preset == null ? null : AugmentationRequest.of(preset), null, null, null, null, null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(PNG)
    @Operation(
            summary = "See what augmentation makes of the pictures",
            description =
                    "A contact sheet: a row for each picture; first the picture as it is, then as a run with this seed sees it"
                            + " in its first, second, third epoch and so on. At most 16,000,000 pixels in all.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PreviewRequest.class),
                            examples = {
                                @ExampleObject(name = "preset", value = PreviewExamples.PRESET),
                                @ExampleObject(name = "single transforms", value = PreviewExamples.TRANSFORMS)
                            }))
    @APIResponse(responseCode = "200", content = @Content(mediaType = PNG))
    @APIResponse(
            responseCode = "400",
            description = "Such an augmentation there is not",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "angle", value = PreviewExamples.REFUSED)))
    public byte[] post(@PathParam("id") String id, PreviewRequest request) {
        return sheet(id, request == null ? PreviewRequest.defaults() : request);
    }

    private byte[] sheet(String id, PreviewRequest request) {
        DataSet dataSet = dataSets.require(id);
        if (dataSet.description().kind() == DataSetKind.NUMBERS) {
            throw Problem.of(
                            422,
                            "no-pictures",
                            "No pictures",
                            "The data set has rows of numbers, which are not augmented.")
                    .at("id")
                    .expected("a data set of pictures")
                    .received(
                            "a data set of kind " + dataSet.description().kind().publicName())
                    .exception();
        }
        try (var _ = places.take()) {
            return PngWriter.encode(preview.draw(dataSet, request));
        }
    }
}
