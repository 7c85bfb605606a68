package bottega.common.training;

import bottega.common.job.JobProgress;
import bottega.common.job.JobState;
import bottega.common.problem.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * A search for a learning rate.
 *
 * @param progress null before the first step
 * @param metrics the latest {@code learningRate} and {@code loss}, and the {@code device}
 * @param parameters {@link LearningRateSearchParameters}
 * @param result {@link LearningRateCurve}, once it has SUCCEEDED
 * @param problem why it FAILED
 * @param links {@code self}, {@code events}, {@code dataset}, {@code chart} (the curve as PNG)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearningRateSearchStatus(
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
