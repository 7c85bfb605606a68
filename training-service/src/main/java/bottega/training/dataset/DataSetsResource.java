package bottega.training.dataset;

import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.DataSetKind;
import bottega.common.problem.Problem;
import bottega.training.table.TableOptions;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Data sets over HTTP. */
@Path("/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "datasets", description = "Labelled pictures, one folder for each class")
@Blocking
public class DataSetsResource {
    private final DataSets dataSets;

    @Inject
    DataSetsResource(DataSets dataSets) {
        this.dataSets = dataSets;
    }

    @POST
    @Consumes({"application/zip", "application/x-tar", "application/gzip", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Upload a data set",
            description =
                    "A zip, tar or tar.gz with one folder of pictures for each class, also under one common folder, or under the"
                            + " folders train, val (or valid, validation) and test. Or a table labels.csv (dataset.csv, or the"
                            + " only .csv at the top) beside the pictures, with the columns file, label and perhaps split;"
                            + " several labels of a picture stand between | or ; or in several columns. Or MNIST's IDX"
                            + " files, gzipped or not. A table classes.csv may add to each class (column name) a"
                            + " vocabulary's uri and labels in languages (columns label:it, label:en or it, en). A file that"
                            + " is no picture is reported and skipped; an archive with unsafe paths, links or encryption, or one that"
                            + " unpacks beyond the limits, is refused as a whole. Other content under a name that there is becomes"
                            + " its next version.")
    @APIResponse(
            responseCode = "201",
            description = "Stored; the header Location has its address",
            content =
                    @Content(
                            schema = @Schema(implementation = DataSetDescription.class),
                            examples = @ExampleObject(name = "coins", value = DataSetExamples.CREATED)))
    @APIResponse(
            responseCode = "200",
            description = "The same name and content are there already, at the header Location; nothing was stored")
    @APIResponse(
            responseCode = "422",
            description = "Not a data set",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = {
                                @ExampleObject(name = "one class only", value = DataSetExamples.ONE_CLASS),
                                @ExampleObject(name = "a table with wrong rows", value = DataSetExamples.BAD_TABLE)
                            }))
    public Response create(
            @Parameter(description = "What people call it", example = "coins") @QueryParam("name") String name,
            @Parameter(description = DataSetKinds.DOCUMENTATION) @QueryParam("kind") String kind,
            InputStream archive,
            @Context UriInfo uri) {
        return created(dataSets.create(name, DataSetKinds.of(kind), new Source.Archive(() -> archive)), uri);
    }

    @POST
    @Consumes("text/csv")
    @Operation(
            summary = "Upload a data set of numbers",
            description =
                    "CSV with a line of names (else the columns are column1, column2 and so on): columns of numbers, one of"
                            + " labels, and if you like one called split with training, validation and test. Comma, semicolon"
                            + " or tab between columns, decimal points; a decimal comma where no comma separates. The labels'"
                            + " column is the one called label, class, target or species, else the last. Missing and unreadable"
                            + " values are refused by line and column.")
    @APIResponse(
            responseCode = "201",
            description = "Stored; the header Location has its address",
            content =
                    @Content(
                            schema = @Schema(implementation = DataSetDescription.class),
                            examples = @ExampleObject(name = "iris", value = DataSetExamples.NUMBERS)))
    @APIResponse(
            responseCode = "422",
            description = "Not a table of numbers",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "missing value", value = DataSetExamples.BAD_VALUES)))
    public Response createFromTable(
            @Parameter(description = "What people call it", example = "iris") @QueryParam("name") String name,
            @Parameter(description = "The column that has the labels", example = "species") @QueryParam("label")
                    String label,
            @Parameter(description = "A column to leave out; may be repeated", example = "remarks")
                    @QueryParam("ignore")
                    Set<String> ignored,
            InputStream csv,
            @Context UriInfo uri) {
        return created(
                dataSets.create(
                        name, DataSetKind.NUMBERS, new Source.Table(() -> csv, new TableOptions(label, ignored))),
                uri);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @APIResponse(responseCode = "201", description = "Stored; the header Location has its address")
    public Response createFromForm(
            @QueryParam("name") String name,
            @Parameter(description = DataSetKinds.DOCUMENTATION) @QueryParam("kind") String kind,
            @RestForm("archive") FileUpload archive,
            @Context UriInfo uri) {
        if (archive == null) {
            throw Problem.of(400, "missing-part", "Missing part", "The form has no file for the archive.")
                    .at("archive")
                    .expected("a part named archive, with a file name")
                    .received("none")
                    .remedy("curl -F archive=@coins.zip '.../datasets?name=coins'")
                    .exception();
        }
        return created(
                dataSets.create(
                        name,
                        DataSetKinds.of(kind),
                        new Source.Archive(() -> Files.newInputStream(archive.uploadedFile()))),
                uri);
    }

    /** 200 for one that was there already. */
    static Response created(DataSets.Stored stored, UriInfo uri) {
        return Response.status(stored.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .location(uri.getBaseUriBuilder()
                        .path("datasets")
                        .path(stored.dataSet().id())
                        .build())
                .entity(stored.dataSet().description())
                .build();
    }

    @GET
    @Operation(summary = "List the data sets, newest first", description = "Without their lists of skipped files.")
    public List<DataSetDescription> list(
            @Parameter(description = "1 to 1000") @QueryParam("limit") @DefaultValue("100") int limit,
            @Parameter(description = "The last id of the page before") @QueryParam("after") String after) {
        return dataSets.list(limit, after).stream()
                .map(dataSet -> dataSet.description().withoutSkipped())
                .toList();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Look at a data set")
    public DataSetDescription get(@PathParam("id") String id) {
        return dataSets.require(id).description();
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a data set", description = "A run that still reads it fails.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(@PathParam("id") String id) {
        dataSets.delete(id);
    }
}
