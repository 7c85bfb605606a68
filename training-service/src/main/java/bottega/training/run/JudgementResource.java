package bottega.training.run;

import bottega.common.judgement.Judgement;
import bottega.jobs.Jobs;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How well a run's network does, in figures. What they mean, the run's diagnosis says. */
@Path("/runs/{id}")
@Tag(name = "runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class JudgementResource {
    static final String PART = "validation (the default: what the epoch was chosen by) or test";

    private final Jobs jobs;
    private final RunFiles files;

    JudgementResource(Jobs jobs, RunFiles files) {
        this.jobs = jobs;
        this.files = files;
    }

    @GET
    @Path("/judgement")
    @Operation(
            summary = "Confusion matrix, precision, recall and F1 by class, calibration, mistakes",
            description = "On a held-out part, with the weights of the best epoch.")
    public Judgement judgement(
            @PathParam("id") String id, @Parameter(description = PART) @QueryParam("part") String part)
            throws IOException {
        return files.judgement(FinishedRuns.require(jobs, id), RunFiles.part(part));
    }

    @GET
    @Path("/gradients")
    @Operation(
            summary = "The gradient by layer and epoch",
            description =
                    "Root mean square of the gradient's elements at each weight matrix and kernel, from the first layer to"
                            + " the last, averaged over the steps of each epoch; null for an epoch in which it was frozen.")
    public Map<String, List<Double>> gradients(@PathParam("id") String id) throws IOException {
        return files.gradients(FinishedRuns.require(jobs, id));
    }
}
