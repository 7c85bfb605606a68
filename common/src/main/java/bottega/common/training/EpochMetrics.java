package bottega.common.training;

/**
 * One pass over the training pictures.
 *
 * @param epoch from 1
 * @param trainingLoss mean cross-entropy in nats over the epoch's batches, as they were before each step; without label
 *     smoothing and class weights, so that it can be compared with {@code loss}
 * @param trainingAccuracy share of those pictures answered right, 0 to 1
 * @param loss mean cross-entropy on the validation pictures after the epoch
 * @param accuracy share of the validation pictures answered right, 0 to 1
 * @param picturesPerSecond trained on, validation not counted
 * @param waitingShare of that time, 0 to 1, in which the network waited for pictures
 * @param learningRate of the epoch's last step
 * @param gradientNorm mean over the epoch's steps of the norm of the whole gradient, before it was clipped
 */
public record EpochMetrics(
        int epoch,
        double trainingLoss,
        double trainingAccuracy,
        double loss,
        double accuracy,
        double picturesPerSecond,
        double waitingShare,
        double learningRate,
        double gradientNorm) {}
