package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a search for the learning rate found.
 *
 * @param points in the order of the steps
 * @param suggestion the rate at which the smoothed loss falls most steeply over the logarithm of the rate; null where it
 *     does not fall at all
 * @param rateOfLeastLoss where the smoothed loss is least: about the largest rate that can be borne
 * @param end why it ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearningRateCurve(List<Point> points, Double suggestion, double rateOfLeastLoss, End end, String device) {
    public LearningRateCurve {
        points = List.copyOf(points);
    }

    /**
     * @param loss of the batch before the step at this rate, as it is minimised
     * @param smoothed mean of the losses of neighbouring steps
     */
    public record Point(double rate, double loss, double smoothed) {}

    public enum End {
        /** All steps were done. */
        DONE,
        /** The loss rose above four times its least, and above its first value. */
        ROSE,
        /** The loss or a gradient became infinite or no number. */
        DIVERGED
    }
}
