package bottega.inference.repository;

import bottega.common.inference.ServedModel;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that there are, and what is wrong with those that do not answer. */
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelsResource {
    private final ModelRepository repository;

    ModelsResource(ModelRepository repository) {
        this.repository = repository;
    }

    @GET
    @Operation(summary = "All models, by name")
    public ServedModel.Page list(
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @Parameter(description = "`after` of the page before") @QueryParam("after") @DefaultValue("")
                    String after) {
        List<ServedModel> models = repository.list(after, limit + 1);
        boolean more = models.size() > limit;
        List<ServedModel> page = more ? models.subList(0, limit) : models;
        return new ServedModel.Page(page, more ? page.getLast().name() : null);
    }

    @GET
    @Path("/{model}")
    @Operation(summary = "One model")
    public ServedModel get(@PathParam("model") String model) {
        return repository
                .find(model)
                .orElseThrow(() -> repository.unknown(model).exception());
    }
}
