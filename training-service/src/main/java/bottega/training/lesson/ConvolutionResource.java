package bottega.training.lesson;

import bottega.common.image.ImageDecoder;
import bottega.common.image.RgbImage;
import bottega.common.lesson.ConvolutionRequest;
import bottega.common.lesson.ConvolutionResult;
import bottega.common.problem.Problem;
import bottega.common.rest.JsonProblems;
import bottega.training.admission.Places;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

@Path("/lessons/convolution/runs")
@Tag(name = "lessons")
@Blocking
public class ConvolutionResource {
    private static final String PNG = "image/png";
    private static final long MOST_BYTES = 32L << 20;
    private static final int AT_ONCE = 2;

    private final ImageDecoder decoder;
    private final ObjectMapper json;
    private final Places places = new Places(AT_ONCE, "As many of these lessons as fit are running.");

    @Inject
    ConvolutionResource(ImageDecoder decoder, ObjectMapper json) {
        this.decoder = decoder;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Filters over a matrix",
            description = "Answered at once with the whole result: no job, nothing is stored.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ConvolutionRequest.class),
                            examples = @ExampleObject(name = "padding, stride, pooling", value = Examples.CONVOLUTION)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConvolutionResult.class)))
    public ConvolutionResult matrix(ConvolutionRequest request) {
        return ConvolutionLesson.run(request == null ? ConvolutionRequest.defaults() : request);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces({MediaType.APPLICATION_JSON, PNG})
    @Operation(
            summary = "Filters over a picture's brightness",
            description =
                    "parameters is JSON as without a picture, without matrix. The maps come as a PNG in base64 among the"
                            + " rest, or as image/png alone where Accept asks for that.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ConvolutionResult.class)),
                @Content(mediaType = PNG)
            })
    public Response picture(
            @RestForm("picture") FileUpload picture,
            @RestForm("parameters") String parameters,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT) String accept)
            throws IOException {
        ConvolutionRequest request = read(parameters);
        try (Places.Place _ = places.take()) {
            ConvolutionResult result = ConvolutionLesson.run(request, decode(picture));
            boolean alone = accept != null && accept.contains(PNG);
            return alone
                    ? Response.ok(result.png(), PNG).build()
                    : Response.ok(result, MediaType.APPLICATION_JSON).build();
        }
    }

    private ConvolutionRequest read(String parameters) {
        if (parameters == null || parameters.isBlank()) {
            return ConvolutionRequest.defaults();
        }
        ConvolutionRequest request;
        try {
            request = json.readValue(parameters, ConvolutionRequest.class);
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e).exception(e);
        }
        if (request == null) {
            return ConvolutionRequest.defaults();
        }
        if (request.matrix() != null) {
            throw Problem.of(400, "invalid-parameter", "Invalid parameter", "There are a matrix and a picture.")
                    .at("/matrix")
                    .expected("a picture or a matrix")
                    .received("both")
                    .remedy("Leave out matrix, or send it as JSON without a picture.")
                    .exception();
        }
        return request;
    }

    private RgbImage decode(FileUpload picture) throws IOException {
        if (picture == null) {
            throw Problem.of(400, "missing-part", "Missing part", "There is no picture in the form.")
                    .at("picture")
                    .expected("a file")
                    .received("nothing")
                    .remedy("Send multipart/form-data with the file picture, and parameters as JSON.")
                    .exception();
        }
        if (picture.size() > MOST_BYTES) {
            throw Problem.of(413, "file-too-large", "File too large", "The picture's file is too large for a lesson.")
                    .at("picture")
                    .expected("at most " + MOST_BYTES + " bytes")
                    .received(picture.size() + " bytes")
                    .remedy("Send a smaller picture.")
                    .exception();
        }
        byte[] file = Files.readAllBytes(picture.uploadedFile());
        var header = decoder.readHeader(file);
        long pixels = (long) header.width() * header.height();
        if (pixels > ConvolutionLesson.MOST_PIXELS) {
            throw Problem.of(413, "too-many-pixels", "Too many pixels", "The picture is too large for a lesson.")
                    .at("picture")
                    .expected("at most " + ConvolutionLesson.MOST_PIXELS + " pixels")
                    .received(header.width() + "x" + header.height())
                    .remedy("Send a smaller picture.")
                    .exception();
        }
        return decoder.decode(file);
    }
}
