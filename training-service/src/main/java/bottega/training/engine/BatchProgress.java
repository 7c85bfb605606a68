package bottega.training.engine;

/**
 * An epoch after one of its batches.
 *
 * @param batch from 1
 * @param trainingLoss mean cross-entropy of the epoch so far
 * @param trainingAccuracy of the epoch so far
 * @param learningRate of this batch's step
 * @param gradientNorm of this batch, before clipping
 */
public record BatchProgress(
        int batch,
        double trainingLoss,
        double trainingAccuracy,
        double picturesPerSecond,
        double learningRate,
        double gradientNorm) {}
