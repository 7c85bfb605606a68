package bottega.common.style;

import bottega.common.job.JobProgress;
import bottega.common.job.JobState;
import bottega.common.problem.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A job as clients see it.
 *
 * @param attempt 0 before the first; grows when a crashed or restarted service takes the job up again
 * @param progress in evaluations; null before the first
 * @param metrics of the latest evaluation, null before the first
 * @param parameters with every default filled in
 * @param result null until it SUCCEEDED
 * @param problem why it FAILED, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StyleJob(
        String id,
        String kind,
        JobState state,
        int attempt,
        JobProgress progress,
        StyleMetrics metrics,
        StyleNetwork network,
        StyleParameters parameters,
        StyleResult result,
        Problem problem,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Links links) {

    /** Addresses under the service's own. @param preview null until there is one; @param result null until it is done */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Links(String self, String events, String preview, String result) {}
}
