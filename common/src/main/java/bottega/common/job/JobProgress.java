package bottega.common.job;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How far a job is.
 *
 * @param step steps done, 0 to {@code of}; what a step is depends on the kind of job (an epoch, an evaluation)
 * @param of steps in all
 * @param secondsLeft estimated seconds to the end, null while nothing can be said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobProgress(long step, long of, Double secondsLeft) {
    public JobProgress {
        if (step < 0 || of < step) {
            throw new IllegalArgumentException("expected 0 <= step <= of, received step " + step + " of " + of);
        }
    }
}
