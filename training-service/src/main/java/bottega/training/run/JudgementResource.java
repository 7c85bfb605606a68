package bottega.training.run;

import bottega.common.judgement.Judgement;
import bottega.jobs.Jobs;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How well a run's network does, in figures. What they mean, the run's diagnosis says. */
@Path("/runs/{id}")
@Tag(name = "runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class JudgementResource {
    private final Jobs jobs;
    private final ObjectMapper json;

    JudgementResource(Jobs jobs, ObjectMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    @GET
    @Path("/judgement")
    @Operation(
            summary = "Confusion matrix, precision, recall and F1 by class, calibration, mistakes",
            description = "On the held-out pictures, with the weights of the best epoch.")
    public Judgement judgement(@PathParam("id") String id) throws IOException {
        return json.readValue(
                FinishedRuns.require(jobs, id)
                        .folder()
                        .resolve(TrainingJob.JUDGEMENT_FILE)
                        .toFile(),
                Judgement.class);
    }

    @GET
    @Path("/gradients")
    @Operation(
            summary = "The gradient by layer and epoch",
            description =
                    "Root mean square of the gradient's elements at each weight matrix and kernel, from the first layer to"
                            + " the last, averaged over the steps of each epoch; null for an epoch in which it was frozen.")
    public Map<String, List<Double>> gradients(@PathParam("id") String id) throws IOException {
        return json.readValue(
                FinishedRuns.require(jobs, id)
                        .folder()
                        .resolve(TrainingJob.GRADIENTS_FILE)
                        .toFile(),
                new TypeReference<LinkedHashMap<String, List<Double>>>() {});
    }
}
