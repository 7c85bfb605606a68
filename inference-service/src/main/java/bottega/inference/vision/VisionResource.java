package bottega.inference.vision;

import bottega.common.inference.Classification;
import bottega.common.problem.Problem;
import bottega.inference.InferenceConfig;
import bottega.inference.admission.BodyReader;
import bottega.inference.admission.MemoryBudget;
import bottega.inference.repository.ModelLease;
import bottega.inference.repository.ModelRepository;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** What a picture shows, said by a published model. */
@Path("/vision/{model}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Pictures")
public class VisionResource {
    private static final int MOST = 10_000;

    private final ModelRepository repository;
    private final Classifier classifier;
    private final MemoryBudget memory;
    private final int maxBodySize;

    VisionResource(ModelRepository repository, Classifier classifier, MemoryBudget memory, InferenceConfig config) {
        this.repository = repository;
        this.classifier = classifier;
        this.memory = memory;
        maxBodySize = Math.toIntExact(config.inference().maxBodySize().asLongValue());
    }

    @POST
    @Path("/classify")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "The most probable labels of a picture",
            description = "The body is the picture's file: JPEG, PNG, GIF, TIFF, WebP or BMP, told from its content;"
                    + " the header Content-Type does not matter. A model of several labels a picture also says which of"
                    + " them it bears.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "200",
            description = "Labels, most probable first, and the milliseconds that each stage took",
            content =
                    @Content(
                            schema = @Schema(implementation = Classification.class),
                            examples = {
                                @ExampleObject(name = "one label a picture", value = Examples.CLASSIFICATION),
                                @ExampleObject(name = "several labels a picture", value = Examples.SEVERAL_LABELS)
                            }))
    @APIResponse(
            responseCode = "404",
            description = "No such model",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown model", value = Examples.UNKNOWN_MODEL)))
    public Classification classify(
            @PathParam("model") String model,
            @Parameter(description = "How many labels; a model with fewer gives all it has")
                    @QueryParam("top")
                    @DefaultValue("5")
                    @Min(1)
                    @Max(MOST)
                    int top,
            @Parameter(
                            description =
                                    "Of a model with several labels a picture: the probability from which on a label is"
                                            + " among `labels`; 0.5 if left out. A model of one label a picture refuses it")
                    @QueryParam("threshold")
                    @DecimalMin("0")
                    @DecimalMax("1")
                    Float threshold,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            InputStream body) {
        long started = System.nanoTime();
        try (ModelLease lease = repository.acquire(model);
                MemoryBudget.Share share = memory.open()) {
            Classifier.manifest(lease.model());
            byte[] file = BodyReader.read(body, length, maxBodySize, share);
            return classify(lease, file, top, threshold, started);
        }
    }

    @POST
    @Path("/classify")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "The most probable labels of a picture that comes from a form, as part `image`")
    public Classification classifyForm(
            @PathParam("model") String model,
            @QueryParam("top") @DefaultValue("5") @Min(1) @Max(MOST) int top,
            @QueryParam("threshold") @DecimalMin("0") @DecimalMax("1") Float threshold,
            @RestForm("image") FileUpload image) {
        long started = System.nanoTime();
        if (image == null) {
            throw Problem.of(400, "missing-part", "Missing part", "The form has no file of this name.")
                    .at("image")
                    .expected("a part `image` with a file name")
                    .received("nothing")
                    .remedy("Send the picture as part `image`, or as the whole body.")
                    .exception();
        }
        try (ModelLease lease = repository.acquire(model);
                MemoryBudget.Share share = memory.open();
                InputStream stream = Files.newInputStream(image.uploadedFile())) {
            byte[] file = BodyReader.read(stream, image.size(), maxBodySize, share);
            return classify(lease, file, top, threshold, started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Classification classify(ModelLease lease, byte[] file, int top, Float threshold, long started) {
        if (file.length == 0) {
            throw Problem.of(400, "empty-body", "Empty body", "There is no picture.")
                    .expected("a picture's file: JPEG, PNG, GIF, TIFF, WebP or BMP")
                    .received("0 bytes")
                    .remedy("Send the picture as body, for example with curl --data-binary @picture.jpg.")
                    .exception();
        }
        return classifier.classify(lease.model(), file, top, threshold, started);
    }
}
