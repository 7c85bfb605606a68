package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import bottega.training.engine.Targets.MultiLabel;
import bottega.training.judgement.Ranking;
import bottega.training.loss.BinaryCrossEntropy;
import java.util.List;

/** As many answers an example as there are labels, each of which is yes from a probability of 0.5 on. */
final class MultiLabelObjective implements Objective {
    private final MultiLabel targets;
    private final BinaryCrossEntropy minimised;
    private final BinaryCrossEntropy plain;
    private final int classes;

    MultiLabelObjective(MultiLabel targets, double smoothing, double[] positiveWeights) {
        this.targets = targets;
        minimised = new BinaryCrossEntropy(smoothing, positiveWeights);
        plain = BinaryCrossEntropy.plain(positiveWeights.length);
        classes = positiveWeights.length;
    }

    @Override
    public double total(int[] batch) {
        return batch.length;
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
        return classes;
    }

    @Override
    public long right(NDArray logits, int[] indices) {
        float[] values = logits.toFloatArray();
        long right = 0;
        for (int i = 0; i < indices.length; i++) {
            int[] borne = targets.labels(indices[i]);
            int next = 0;
            for (int label = 0; label < classes; label++) {
                boolean bears = next < borne.length && borne[next] == label;
                if (bears) {
                    next++;
                }
                if (values[i * classes + label] >= 0 == bears) {
                    right++;
                }
            }
        }
        return right;
    }

    @Override
    public NDArray probabilities(NDArray logits) {
        return Activation.sigmoid(logits);
    }

    /** By label. */
    List<Ranking> rankings(int[] indices, float[][] probabilities) {
        return Ranking.of(targets.of(indices), probabilities, classes);
    }

    /** Over the labels that one of the examples bears; 0 where there is none. */
    double meanAveragePrecision(int[] indices, float[][] probabilities) {
        return Ranking.meanAveragePrecision(rankings(indices, probabilities)).orElse(0);
    }
}
