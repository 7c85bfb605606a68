package bottega.training.inspection;

import bottega.common.dataset.DataSetReport;
import bottega.common.dataset.DataSetReportProgress;
import bottega.common.image.ImageDecoder;
import bottega.common.problem.Problem;
import bottega.training.admission.Places;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.DataSets;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a data set is like. */
@Path("/datasets/{id}")
@Tag(name = "datasets")
@Blocking
public class InspectionResource {
    private static final String PNG = "image/png";
    /** A small data set's report comes with the first answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int SECONDS_TO_NEXT = 5;
    private static final int SHEETS_AT_ONCE = 2;

    private final DataSets dataSets;
    private final DataSetReports reports;
    private final ContactSheet sheet;
    private final Places places = new Places(SHEETS_AT_ONCE, "As many contact sheets as fit are being drawn.");

    @Inject
    InspectionResource(DataSets dataSets, DataSetReports reports, ImageDecoder decoder) {
        this.dataSets = dataSets;
        this.reports = reports;
        sheet = new ContactSheet(decoder);
    }

    @GET
    @Path("/report")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What a data set is like",
            description = "Classes and parts with their counts and balance, sizes, unreadable files, exact and near"
                    + " duplicates with those across classes and parts, and in sentences what to look at. Made when first"
                    + " asked for, a few hundred pictures a second, then kept: until then the answer is 202 with how far it"
                    + " is. Copies that are turned or mirrored are not found.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = DataSetReport.class),
                            examples = @ExampleObject(name = "coins", value = InspectionExamples.REPORT)))
    @APIResponse(
            responseCode = "202",
            description = "Not ready yet: ask again after Retry-After seconds",
            content =
                    @Content(
                            schema = @Schema(implementation = DataSetReportProgress.class),
                            examples = @ExampleObject(name = "coins", value = InspectionExamples.PROGRESS)))
    public Response report(@PathParam("id") String id) {
        DataSet dataSet = dataSets.require(id);
        return switch (reports.ask(dataSet, PATIENCE)) {
            case DataSetReports.Answer.Ready(var report) -> Response.ok(report).build();
            case DataSetReports.Answer.Pending(var progress) ->
                Response.accepted(new DataSetReportProgress(id, progress))
                        .location(URI.create("/datasets/" + id + "/report"))
                        .header(HttpHeaders.RETRY_AFTER, SECONDS_TO_NEXT)
                        .build();
        };
    }

    @GET
    @Path("/contact-sheet.png")
    @Produces(PNG)
    @Operation(
            summary = "Some pictures of each class",
            description = "A row for each class, up to " + ContactSheet.MOST_ROWS
                    + ", with its name and counts; at most 16,000,000 pixels in all.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = PNG))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public byte[] contactSheet(
            @PathParam("id") String id,
            @Parameter(description = "Pictures of a class, 1 to 50") @QueryParam("perClass") @DefaultValue("8")
                    int perClass,
            @Parameter(description = "Pixels of a picture's longer side, 16 to 512")
                    @QueryParam("size")
                    @DefaultValue("96")
                    int size,
            @Parameter(description = "Chooses the pictures") @QueryParam("seed") @DefaultValue("1") long seed) {
        DataSet dataSet = dataSets.require(id);
        requireWithin("perClass", perClass, 1, 50);
        requireWithin("size", size, 16, 512);
        try (var _ = places.take()) {
            return sheet.png(dataSet, perClass, size, seed);
        }
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw Problem.of(
                            400, "invalid-parameter", "Invalid parameter", "The sheet cannot be drawn with this value.")
                    .at(name)
                    .expected("a whole number from " + least + " to " + most)
                    .received(value)
                    .remedy("Ask again with a value as expected.")
                    .exception();
        }
    }
}
