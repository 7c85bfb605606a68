package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One pass over the training pictures. Where a picture bears several labels, "answers" are the decisions at a probability
 * of 0.5 on each label of each picture, and the cross-entropy is the mean over them.
 *
 * @param epoch from 1
 * @param trainingLoss mean cross-entropy in nats over the epoch's batches, as they were before each step; without label
 *     smoothing and class weights, so that it can be compared with {@code loss}
 * @param trainingAccuracy share of the answers to those pictures that were right, 0 to 1
 * @param loss mean cross-entropy on the validation pictures after the epoch
 * @param accuracy share of the answers to the validation pictures that were right, 0 to 1
 * @param picturesPerSecond trained on, validation not counted
 * @param waitingShare of that time, 0 to 1, in which the network waited for pictures
 * @param learningRate of the epoch's last step
 * @param gradientNorm mean over the epoch's steps of the norm of the whole gradient, before it was clipped
 * @param meanAveragePrecision on the validation pictures, 0 to 1: whether those that bear a label come before those that do
 *     not, the mean over the labels. Epochs are chosen by it, as most decisions on rare labels are right by always saying
 *     no. Null where a picture has one label
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EpochMetrics(
        int epoch,
        double trainingLoss,
        double trainingAccuracy,
        double loss,
        double accuracy,
        double picturesPerSecond,
        double waitingShare,
        double learningRate,
        double gradientNorm,
        Double meanAveragePrecision) {

    /** Where a picture has one label. */
    public EpochMetrics(
            int epoch,
            double trainingLoss,
            double trainingAccuracy,
            double loss,
            double accuracy,
            double picturesPerSecond,
            double waitingShare,
            double learningRate,
            double gradientNorm) {
        this(
                epoch,
                trainingLoss,
                trainingAccuracy,
                loss,
                accuracy,
                picturesPerSecond,
                waitingShare,
                learningRate,
                gradientNorm,
                null);
    }
}
