package bottega.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Binary cross-entropy of several labels a picture, each a question of its own: the mean over pictures and labels, with
 * {@code t} 1 where the picture bears the label, else 0, {@code s} the sigmoid of the logit, {@code w} the label's weight:
 *
 * <pre>
 * mean of  w t' (-log s) + (1 - t') (-log (1 - s)),  t' = (1 - e) t + e / 2
 * </pre>
 *
 * The weights are PyTorch's {@code pos_weight} of {@code BCEWithLogitsLoss}; the smoothing {@code e} moves the target
 * towards knowing nothing, as Keras has it.
 */
public final class BinaryCrossEntropy {
    private final int classes;
    private final double smoothing;
    private final double[] positiveWeights;

    /** @param positiveWeights one for each label, above 0 */
    public BinaryCrossEntropy(double smoothing, double[] positiveWeights) {
        this.classes = positiveWeights.length;
        this.smoothing = smoothing;
        this.positiveWeights = positiveWeights.clone();
    }

    /** In nats, without smoothing and weights. */
    public static BinaryCrossEntropy plain(int classes) {
        double[] ones = new double[classes];
        Arrays.fill(ones, 1);
        return new BinaryCrossEntropy(0, ones);
    }

    /**
     * The share of a batch's loss that some of its pictures have.
     *
     * @param logits {@code [pictures, labels]}
     * @param borne labels of each picture
     * @param pictures of the whole batch
     * @return a scalar
     */
    public NDArray loss(NDArray logits, int[][] borne, double pictures) {
        float[] targets = new float[borne.length * classes];
        float[] weights = new float[targets.length];
        for (int i = 0; i < borne.length; i++) {
            for (int label = 0; label < classes; label++) {
                set(targets, weights, i * classes + label, 0, positiveWeights[label], pictures);
            }
            for (int label : borne[i]) {
                set(targets, weights, i * classes + label, 1, positiveWeights[label], pictures);
            }
        }
        return Losses.binaryCrossEntropy(
                logits, Losses.matrix(logits, targets, borne.length), Losses.matrix(logits, weights, borne.length));
    }

    /** {@code w t'} and {@code 1 - t'} as a target of 0 to 1 and a weight of both: their sum. */
    private void set(float[] targets, float[] weights, int place, int hard, double positiveWeight, double pictures) {
        double smooth = (1 - smoothing) * hard + smoothing / 2;
        double yes = positiveWeight * smooth;
        double sum = yes + 1 - smooth;
        targets[place] = (float) (yes / sum);
        weights[place] = (float) (sum / (pictures * classes));
    }
}
