package bottega.common.lesson;

import java.util.List;

/**
 * @param parameters with defaults filled in
 * @param digits as the trained network sees them
 * @param right how many get their own digit the greatest share
 * @param losses cross-entropy, mean over the digits, after an epoch; at most 300 points and the last
 * @param layers from the input to the output
 * @param lookAt what to look at in this answer
 */
public record DigitsResult(
        DigitsRequest parameters,
        List<Digit> digits,
        int right,
        List<CurvePoint> losses,
        List<Layer> layers,
        List<String> lookAt,
        List<String> notes) {

    /**
     * @param rows 0 is ink, 1 is paper
     * @param ours drawn by us, since the slides' are lost
     * @param shares softmax for 1 to 5
     */
    public record Digit(int digit, List<String> rows, boolean ours, List<Double> shares) {}

    /**
     * @param gradientNorms Euclidean norm of the gradient of the layer's weights for one digit, mean over the five digits of
     *     an epoch, each at the weights that it met; at most 300 points and the last
     * @param firstNorm in the first epoch
     * @param lastNorm in the last epoch
     * @param weights as trained, a row for each neuron
     */
    public record Layer(
            int inputs,
            int outputs,
            double firstNorm,
            double lastNorm,
            List<CurvePoint> gradientNorms,
            List<List<Double>> weights) {}
}
