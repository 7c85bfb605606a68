package bottega.common.style;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a job ended that gave a picture.
 *
 * @param width pixels
 * @param height pixels
 * @param evaluations made in all
 * @param start losses of the picture that the optimisation began with
 * @param end losses of the result
 * @param stoppedBecause null when all steps were made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StyleResult(
        int width, int height, int evaluations, StyleMetrics start, StyleMetrics end, String stoppedBecause) {}
