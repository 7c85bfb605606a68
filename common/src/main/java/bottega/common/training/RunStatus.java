package bottega.common.training;

import bottega.common.job.JobProgress;
import bottega.common.job.JobState;
import bottega.common.problem.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * A training run.
 *
 * @param attempt 1 for the first; grows when a crashed run is taken up again
 * @param progress steps are batches; null before the first
 * @param metrics the latest figures: {@code accuracy} and {@code loss} on the validation pictures, {@code
 *     trainingAccuracy}, {@code trainingLoss}, {@code picturesPerSecond}, {@code waitingShare}, {@code learningRate}, {@code gradientNorm}, {@code
 *     epoch}, {@code device}; once the run has
 *     SUCCEEDED, those of the epoch whose weights were kept
 * @param result {@link RunResult}, once the run has SUCCEEDED
 * @param problem why it FAILED
 * @param links {@code self}, {@code events}, {@code split}, {@code judgement}, {@code publication}, {@code dataset}; pictures: {@code curves},
 *     {@code confusionMatrix}, {@code calibration}, {@code gradients}, {@code mistakes}, {@code filters}; {@code taps} lists whose activations can be seen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunStatus(
        String id,
        JobState state,
        int attempt,
        JobProgress progress,
        JsonNode metrics,
        JsonNode parameters,
        JsonNode result,
        Problem problem,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Map<String, String> links) {}
