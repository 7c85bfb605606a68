package bottega.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/**
 * Sums over a batch; whoever wants a mean puts the division into the weights, so that the parts of a divided batch add up
 * to the whole. Arrays are float32 of the same shape, results scalars.
 */
public final class Losses {
    private Losses() {}

    /**
     * {@code -sum weights log softmax(logits)}.
     *
     * @param logits {@code [N, C]}
     * @param weights {@code [N, C]}: one-hot rows over N for the mean cross-entropy in nats
     */
    public static NDArray crossEntropy(NDArray logits, NDArray weights) {
        return logits.logSoftmax(1).mul(weights).sum().neg();
    }

    /**
     * {@code -sum weights (t log s + (1 - t) log (1 - s))}, s the sigmoid of the logits: each output answers a question
     * of its own. Written with softplus, so that large logits do not become log 0.
     *
     * @param logits {@code [N, C]}
     * @param targets {@code [N, C]}, 0 to 1
     * @param weights {@code [N, C]}: 1 / (N C) everywhere for the mean
     */
    public static NDArray binaryCrossEntropy(NDArray logits, NDArray targets, NDArray weights) {
        NDArray others = targets.onesLike().sub(targets);
        return targets.mul(Activation.softPlus(logits.neg()))
                .add(others.mul(Activation.softPlus(logits)))
                .mul(weights)
                .sum();
    }

    /**
     * {@code sum weights (predictions - targets)^2}.
     *
     * @param weights 1 / number of values everywhere for the mean
     */
    public static NDArray squaredError(NDArray predictions, NDArray targets, NDArray weights) {
        return predictions.sub(targets).square().mul(weights).sum();
    }

    /** An array of one value, for weights, in the engine's memory. */
    public static NDArray constant(NDArray like, double value) {
        return like.getManager().full(like.getShape(), (float) value, DataType.FLOAT32);
    }

    /** float32 {@code [rows, columns]} in the engine's memory. */
    static NDArray matrix(NDArray like, float[] values, int rows) {
        try (NDArray overJavaMemory = like.getManager().create(values, new Shape(rows, values.length / rows))) {
            return overJavaMemory.duplicate();
        }
    }
}
