package bottega.training.dataset;

import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.ImportEntry;
import bottega.common.dataset.ImportRequest;
import bottega.common.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Data sets from folders and archives on the service's own disk. */
@Path("/datasets/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "datasets")
@Blocking
public class ImportsResource {
    private final Imports imports;
    private final DataSets dataSets;

    @Inject
    ImportsResource(Imports imports, DataSets dataSets) {
        this.imports = imports;
        this.dataSets = dataSets;
    }

    @GET
    @Operation(summary = "List what lies under BOTTEGA_HOME/imports")
    @APIResponse(
            responseCode = "200",
            description = "Sorted by name, without links",
            content = @Content(examples = @ExampleObject(name = "two folders", value = DataSetExamples.IMPORTS)))
    public List<ImportEntry> list(
            @Parameter(description = "1 to 1000") @QueryParam("limit") @DefaultValue("100") int limit,
            @Parameter(description = "The last folder or file of the page before") @QueryParam("after") String after) {
        return imports.list(limit, after);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a data set of a folder or archive under BOTTEGA_HOME/imports",
            description = "In any form that can be uploaded. It is copied and stays as it is; links in it are skipped.")
    @APIResponse(
            responseCode = "201",
            description = "Stored; the header Location has its address",
            content =
                    @Content(
                            schema = @Schema(implementation = DataSetDescription.class),
                            examples = @ExampleObject(name = "coins", value = DataSetExamples.IMPORTED)))
    @APIResponse(
            responseCode = "200",
            description = "The same name and content are there already, at the header Location; nothing was stored")
    @APIResponse(responseCode = "404", description = "There is no such folder or file")
    public Response create(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ImportRequest.class),
                                            examples =
                                                    @ExampleObject(name = "coins", value = "{\"folder\": \"coins\"}")))
                    ImportRequest request,
            @Context UriInfo uri) {
        if (request == null) {
            throw Problem.of(400, "missing-body", "Missing body", "An import needs a folder.")
                    .at("/")
                    .expected("{\"folder\": \"coins\"}")
                    .received("an empty body")
                    .remedy("GET /datasets/imports lists the folders.")
                    .exception();
        }
        Source source = imports.source(request.folder());
        String name = request.name() == null ? Imports.name(request.folder()) : request.name();
        return DataSetsResource.created(dataSets.create(name, request.kind(), source), uri);
    }
}
