package bottega.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Softmax cross-entropy of single labels with label smoothing (Szegedy et al. 2016, section 7) and class weights, a
 * weighted mean over the batch as PyTorch's {@code CrossEntropyLoss} has it, with {@code y} the label of a picture, {@code
 * e} the smoothing, {@code w} the weights:
 *
 * <pre>
 * sum over pictures of ((1 - e) w_y (-log p_y) + e / C sum over classes of w_c (-log p_c))  /  sum over pictures of w_y
 * </pre>
 */
public final class CrossEntropy {
    private final int classes;
    private final double smoothing;
    private final double[] weights;

    /** @param weights one for each class, above 0 */
    public CrossEntropy(double smoothing, double[] weights) {
        this.classes = weights.length;
        this.smoothing = smoothing;
        this.weights = weights.clone();
    }

    /** The mean over pictures of {@code -log p_y}, in nats. */
    public static CrossEntropy plain(int classes) {
        double[] ones = new double[classes];
        Arrays.fill(ones, 1);
        return new CrossEntropy(0, ones);
    }

    /** What a batch's loss is divided by: the sum of its pictures' weights. */
    public double totalWeight(int[] labels) {
        return Arrays.stream(labels).mapToDouble(label -> weights[label]).sum();
    }

    /**
     * The share of a batch's loss that some of its pictures have.
     *
     * @param logits {@code [labels, classes]}
     * @param totalWeight of the whole batch
     * @return a scalar
     */
    public NDArray loss(NDArray logits, int[] labels, double totalWeight) {
        float[] targets = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            for (int c = 0; c < classes; c++) {
                double hard = c == labels[i] ? (1 - smoothing) * weights[c] : 0;
                targets[i * classes + c] = (float) ((hard + smoothing / classes * weights[c]) / totalWeight);
            }
        }
        return Losses.crossEntropy(logits, Losses.matrix(logits, targets, labels.length));
    }
}
