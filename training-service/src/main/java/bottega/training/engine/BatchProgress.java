package bottega.training.engine;

/**
 * An epoch after one of its batches.
 *
 * @param batch from 1
 * @param batchLoss what was minimised, of this batch before its step
 * @param trainingLoss mean cross-entropy of the epoch so far
 * @param trainingAccuracy of the epoch so far
 * @param learningRate of this batch's step
 * @param gradientNorm of this batch, before clipping
 */
public record BatchProgress(
        int batch,
        double batchLoss,
        double trainingLoss,
        double trainingAccuracy,
        double picturesPerSecond,
        double learningRate,
        double gradientNorm) {}
