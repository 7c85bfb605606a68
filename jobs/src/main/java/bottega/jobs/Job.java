package bottega.jobs;

import bottega.common.job.JobProgress;
import bottega.common.job.JobState;
import bottega.common.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A job as its row stands.
 *
 * @param attempt number of the latest attempt, 0 before the first
 * @param progress null before the first report
 * @param parameters what was submitted
 * @param metrics the latest details of progress, null when there are none
 * @param result null until the handler gave one
 * @param problem why it FAILED, else null
 * @param startedAt start of the first attempt, null before
 * @param finishedAt null until the state is terminal
 */
public record Job(
        String id,
        String kind,
        JobState state,
        int attempt,
        JobProgress progress,
        JsonNode parameters,
        JsonNode metrics,
        JsonNode result,
        Problem problem,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Path folder) {}
