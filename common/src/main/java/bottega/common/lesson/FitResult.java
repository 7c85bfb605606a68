package bottega.common.lesson;

import bottega.common.judgement.Verdict;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * @param parameters with defaults filled in
 * @param fits in the order of what was asked to be shown
 * @param lossOfKnowingNothing of a curve, the points' variance (the error of always answering their mean); of a cloud, ln 2
 * @param lossOfNoise what no network can do better than on new points: of a curve, the variance of the noise; null of a cloud
 * @param lookAt what to look at in this answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FitResult(
        FitRequest parameters,
        List<Fit> fits,
        double lossOfKnowingNothing,
        Double lossOfNoise,
        List<String> lookAt,
        List<String> notes) {

    /**
     * One network, trained.
     *
     * @param hidden neurons of each hidden layer
     * @param parameters weights and biases
     * @param points that it learned from
     * @param trainingLoss without dropout
     * @param validationLoss on 200 points that it did not see, the same for all fits
     * @param trainingAccuracy of a cloud
     * @param validationAccuracy of a cloud
     * @param verdicts the likeliest first
     * @param losses at most 101
     * @param curve of a curve, what the network answers at 101 places; null of a cloud, see the picture
     * @param layers the trained weights, {@code [neurons, inputs + 1]}, the bias last; null where there are more than 200
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fit(
            String name,
            List<Integer> hidden,
            int parameters,
            int points,
            double dropout,
            double weightDecay,
            double trainingLoss,
            double validationLoss,
            Double trainingAccuracy,
            Double validationAccuracy,
            List<Verdict> verdicts,
            List<Losses> losses,
            List<Place> curve,
            List<List<List<Double>>> layers) {}

    /** @param step of training; 0 for before the first */
    public record Losses(int step, double training, double validation) {}

    public record Place(double x, double y) {}
}
