package bottega.inference.protocol;

import bottega.common.inference.Health;
import bottega.common.inference.InferRequest;
import bottega.common.inference.InferResponse;
import bottega.common.inference.ModelMetadata;
import bottega.common.inference.ModelMetadata.TensorMetadata;
import bottega.common.inference.ModelState;
import bottega.common.inference.ServedModel;
import bottega.common.inference.ServerMetadata;
import bottega.common.problem.Problem;
import bottega.inference.InferenceConfig;
import bottega.inference.admission.BodyReader;
import bottega.inference.admission.MemoryBudget;
import bottega.inference.engine.OnnxModel;
import bottega.inference.engine.TensorSpec;
import bottega.inference.repository.ModelLease;
import bottega.inference.repository.ModelRepository;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Open Inference Protocol v2 over REST. */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Open Inference Protocol v2")
public class ProtocolResource {
    private static final String BINARY_HEADER = "Inference-Header-Content-Length";

    private final ModelRepository repository;
    private final Inference inference;
    private final MemoryBudget memory;
    private final ServerMetadata server;
    private final int maxBodySize;

    ProtocolResource(
            ModelRepository repository,
            Inference inference,
            MemoryBudget memory,
            InferenceConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.repository = repository;
        this.inference = inference;
        this.memory = memory;
        server = new ServerMetadata("bottega", version, List.of());
        maxBodySize = Math.toIntExact(config.inference().maxBodySize().asLongValue());
    }

    @GET
    @Operation(summary = "What this server is")
    public ServerMetadata server() {
        return server;
    }

    @GET
    @Path("/health/live")
    @Operation(summary = "Whether the process answers")
    public Health.Live live() {
        return new Health.Live(true);
    }

    @GET
    @Path("/health/ready")
    @Operation(summary = "Whether the model repository has been read; 400 while it has not")
    public Response ready() {
        return ready(null, repository.isRead());
    }

    @GET
    @Path("/models/{model}")
    @Operation(summary = "Inputs and outputs of a model")
    public ModelMetadata metadata(@PathParam("model") String model) {
        try (ModelLease lease = repository.acquire(model)) {
            return metadata(lease.model());
        }
    }

    @GET
    @Path("/models/{model}/versions/{version}")
    @Operation(summary = "Inputs and outputs of a version")
    public ModelMetadata metadata(@PathParam("model") String model, @PathParam("version") long version) {
        try (ModelLease lease = repository.acquire(model, OptionalLong.of(version))) {
            return metadata(lease.model());
        }
    }

    @GET
    @Path("/models/{model}/ready")
    @Operation(summary = "Whether a model answers; 400 while it does not")
    public Response modelReady(@PathParam("model") String name) {
        ServedModel model = find(name);
        return ready(name, model.state() == ModelState.READY);
    }

    @GET
    @Path("/models/{model}/versions/{version}/ready")
    @Operation(summary = "Whether a version answers; 400 while it does not")
    public Response modelReady(@PathParam("model") String name, @PathParam("version") long version) {
        ServedModel model = find(name);
        return ready(name, model.version() != null && model.version() == version);
    }

    @POST
    @Path("/models/{model}/infer")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Tensors in, tensors out")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InferRequest.class),
                            examples = @ExampleObject(name = "a picture of one pixel", value = Examples.REQUEST)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = InferResponse.class),
                            examples = @ExampleObject(name = "three classes", value = Examples.RESPONSE)))
    public InferResponse infer(
            @PathParam("model") String model,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @HeaderParam(BINARY_HEADER) String binaryHeader,
            InputStream body) {
        refuseBinary(binaryHeader);
        return infer(model, OptionalLong.empty(), length, body);
    }

    @POST
    @Path("/models/{model}/versions/{version}/infer")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Tensors in, tensors out, by a version that is loaded")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InferRequest.class)))
    public InferResponse infer(
            @PathParam("model") String model,
            @PathParam("version") long version,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @HeaderParam(BINARY_HEADER) String binaryHeader,
            InputStream body) {
        refuseBinary(binaryHeader);
        return infer(model, OptionalLong.of(version), length, body);
    }

    private static void refuseBinary(String header) {
        if (header != null) {
            throw Problem.of(501, "unsupported", "Unsupported", "Binary tensor data are not read.")
                    .at(BINARY_HEADER)
                    .expected("no such header: GET /v2 names the extensions that there are")
                    .received(header)
                    .remedy("Send the tensors as JSON (binary_data=False in Triton's client).")
                    .exception();
        }
    }

    private InferResponse infer(String name, OptionalLong version, long length, InputStream stream) {
        try (ModelLease lease = repository.acquire(name, version);
                MemoryBudget.Share share = memory.open()) {
            byte[] body = BodyReader.read(stream, length, maxBodySize, share);
            return inference.infer(lease.model(), body, share);
        }
    }

    private ServedModel find(String name) {
        return repository.find(name).orElseThrow(() -> repository.unknown(name).exception());
    }

    private static Response ready(String name, boolean ready) {
        return Response.status(ready ? 200 : 400)
                .entity(new Health.Ready(name, ready))
                .build();
    }

    private static ModelMetadata metadata(OnnxModel model) {
        return new ModelMetadata(
                model.name(),
                List.of(Long.toString(model.version())),
                "onnx_onnxv1",
                tensors(model.inputs().values()),
                tensors(model.outputs().values()));
    }

    private static List<TensorMetadata> tensors(Collection<TensorSpec> specs) {
        return specs.stream()
                .map(spec -> new TensorMetadata(spec.name(), spec.datatype().name(), spec.shape()))
                .toList();
    }
}
