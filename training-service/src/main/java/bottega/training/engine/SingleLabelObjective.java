package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import bottega.training.engine.Targets.SingleLabel;
import bottega.training.loss.CrossEntropy;

/** One answer an example, which is the class of the largest logit; softmax cross-entropy. */
final class SingleLabelObjective implements Objective {
    private final SingleLabel targets;
    private final CrossEntropy minimised;
    private final CrossEntropy plain;

    SingleLabelObjective(SingleLabel targets, double smoothing, double[] weights) {
        this.targets = targets;
        minimised = new CrossEntropy(smoothing, weights);
        plain = CrossEntropy.plain(weights.length);
    }

    @Override
    public double total(int[] batch) {
        return minimised.totalWeight(targets.of(batch));
    }

    @Override
    public NDArray loss(NDArray logits, int[] indices, double total) {
        return minimised.loss(logits, targets.of(indices), total);
    }

    @Override
    public NDArray crossEntropy(NDArray logits, int[] indices, int examples) {
        return plain.loss(logits, targets.of(indices), examples);
    }

    @Override
    public int answers() {
        return 1;
    }

    @Override
    public long right(NDArray logits, int[] indices) {
        long[] answers = logits.argMax(1).toType(DataType.INT64, false).toLongArray();
        int[] labels = targets.of(indices);
        long right = 0;
        for (int i = 0; i < labels.length; i++) {
            if (answers[i] == labels[i]) {
                right++;
            }
        }
        return right;
    }

    @Override
    public NDArray probabilities(NDArray logits) {
        return logits.softmax(1);
    }
}
