package bottega.training.run;

import bottega.common.dataset.Part;
import bottega.common.judgement.Judgement;
import bottega.common.problem.Problem;
import bottega.jobs.Job;
import bottega.jobs.Jobs;
import bottega.training.admission.Places;
import bottega.training.figure.ConfusionFigure;
import bottega.training.figure.Curves;
import bottega.training.figure.LabelCountsFigure;
import bottega.training.figure.ReliabilityDiagram;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a run's figures look like. Drawn when asked for; nothing of it is kept, and no network is computed. */
@Path("/runs/{id}")
@Tag(name = "runs")
@Produces(FiguresResource.PNG)
@Blocking
@APIResponse(responseCode = "200", content = @Content(mediaType = FiguresResource.PNG))
@APIResponse(
        responseCode = "503",
        description = "As many figures as fit are being drawn: again after Retry-After seconds",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "409",
        description = "The run has not come so far, or has ended without",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class FiguresResource {
    static final String PNG = "image/png";

    private static final String CURVES = "/curves.png";
    private static final String CONFUSION_MATRIX = "/confusion-matrix.png";
    private static final String CALIBRATION = "/calibration.png";
    private static final String GRADIENTS = "/gradients.png";
    private static final String MISTAKES = "/mistakes.png";
    private static final String FILTERS = "/filters.png";

    private static final int AT_ONCE = 4;

    private final Jobs jobs;
    private final RunFiles files;
    private final RunFigures figures;
    private final Places places = new Places(AT_ONCE, "As many figures as fit are being drawn.");

    FiguresResource(Jobs jobs, RunFiles files, RunFigures figures) {
        this.jobs = jobs;
        this.files = files;
        this.figures = figures;
    }

    /** @param self path of the run */
    static Map<String, String> links(String self) {
        return new TreeMap<>(Map.of(
                "curves", self + CURVES,
                "confusionMatrix", self + CONFUSION_MATRIX,
                "calibration", self + CALIBRATION,
                "gradients", self + GRADIENTS,
                "mistakes", self + MISTAKES,
                "filters", self + FILTERS,
                "taps", self + ActivationsResource.TAPS));
    }

    @GET
    @Path(CURVES)
    @Operation(
            summary = "Loss and accuracy by epoch, as a picture",
            description = "Training and validation, from the first epoch's end on, also of a run that failed."
                    + " The epoch whose weights were kept is marked once the run has succeeded.")
    public byte[] curves(@PathParam("id") String id) throws IOException {
        Job run = jobs.require(TrainingJob.KIND, id);
        Integer best =
                run.result() == null ? null : run.result().path("bestEpoch").asInt();
        try (var _ = places.take()) {
            return Curves.lossAndAccuracy(files.history(run), best);
        }
    }

    @GET
    @Path(CONFUSION_MATRIX)
    @Operation(
            summary = "The confusion matrix, as a picture",
            description = "Counts, shaded by their share of the row; up to " + ConfusionFigure.MOST_CLASSES
                    + " classes. Where a picture has several labels no label is taken for another: then, for up to "
                    + LabelCountsFigure.MOST_CLASSES
                    + " labels, how often each was found, missed, wrongly said and rightly"
                    + " not said.")
    @APIResponse(
            responseCode = "422",
            description = "More classes than could be read",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public byte[] confusionMatrix(
            @PathParam("id") String id,
            @Parameter(description = JudgementResource.PART) @QueryParam("part") String part)
            throws IOException {
        Part judged = RunFiles.part(part);
        try (var _ = places.take()) {
            Judgement judgement = files.judgement(finished(id), judged);
            return judgement.confusion() == null
                    ? new LabelCountsFigure(judgement.classes()).png(judged)
                    : new ConfusionFigure(judgement.confusion()).png(judged);
        }
    }

    @GET
    @Path(CALIBRATION)
    @Operation(
            summary = "The reliability diagram, as a picture",
            description =
                    "Accuracy over confidence by bin, and how many answers each bin has. Where a picture has several"
                            + " labels: how often a label is there, over its probability.")
    public byte[] calibration(
            @PathParam("id") String id,
            @Parameter(description = JudgementResource.PART) @QueryParam("part") String part)
            throws IOException {
        Part judged = RunFiles.part(part);
        try (var _ = places.take()) {
            Judgement judgement = files.judgement(finished(id), judged);
            return judgement.confusion() == null
                    ? ReliabilityDiagram.ofLabels(judgement.calibration(), judged)
                    : ReliabilityDiagram.png(judgement.calibration(), judged);
        }
    }

    @GET
    @Path(GRADIENTS)
    @Operation(summary = "The gradient by layer and epoch, as a picture", description = "On a logarithmic scale.")
    public byte[] gradients(@PathParam("id") String id) throws IOException {
        try (var _ = places.take()) {
            return Curves.gradients(files.gradients(finished(id)));
        }
    }

    @GET
    @Path(MISTAKES)
    @Operation(
            summary = "The most confident mistakes, as a contact sheet",
            description =
                    "The data set's own pictures with what was said and what they are, and both probabilities. Where a"
                            + " picture has several labels: the label that was wrongly said or missed.")
    @APIResponse(
            responseCode = "410",
            description = "The data set was deleted",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public byte[] mistakes(
            @PathParam("id") String id,
            @Parameter(description = JudgementResource.PART) @QueryParam("part") String part)
            throws IOException {
        try (var _ = places.take()) {
            return figures.mistakes(finished(id), RunFiles.part(part));
        }
    }

    @GET
    @Path(FILTERS)
    @Operation(
            summary = "The first layer's weights, as pictures",
            description = "A convolution's kernels, or what a linear layer over the pixels looks for in each class.")
    @APIResponse(
            responseCode = "422",
            description = "The first layer does not look at pixels, or is too large",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public byte[] filters(@PathParam("id") String id) throws IOException {
        try (var _ = places.take()) {
            return figures.filters(finished(id));
        }
    }

    private Job finished(String id) {
        return FinishedRuns.require(jobs, id);
    }
}
