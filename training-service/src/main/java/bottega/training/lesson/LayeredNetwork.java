package bottega.training.lesson;

import bottega.common.lesson.DigitsRequest.Hidden;
import java.util.random.RandomGenerator;

/**
 * Fully connected layers without biases, softmax and cross-entropy at the end.
 *
 * @param weights of each layer {@code [outputs, inputs]}; trained in place
 */
record LayeredNetwork(Hidden activation, double[][][] weights) {

    /** Uniform in (-1, 1), layer by layer, row by row. */
    static LayeredNetwork random(Hidden activation, RandomGenerator random, int... sizes) {
        double[][][] weights = new double[sizes.length - 1][][];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = new double[sizes[layer + 1]][];
            for (int i = 0; i < sizes[layer + 1]; i++) {
                weights[layer][i] = random.doubles(sizes[layer], -1, 1).toArray();
            }
        }
        return new LayeredNetwork(activation, weights);
    }

    /** Softmax of the last layer. */
    double[] shares(double[] input) {
        return forward(input)[weights.length];
    }

    /** What goes into each layer, and last what comes out of the network. */
    private double[][] forward(double[] input) {
        double[][] activations = new double[weights.length + 1][];
        activations[0] = input;
        for (int layer = 0; layer < weights.length; layer++) {
            double[] sums = new double[weights[layer].length];
            for (int i = 0; i < sums.length; i++) {
                double sum = 0;
                for (int j = 0; j < activations[layer].length; j++) {
                    sum += weights[layer][i][j] * activations[layer][j];
                }
                sums[i] = layer == weights.length - 1 ? sum : activate(sum);
            }
            activations[layer + 1] = layer == weights.length - 1 ? softmax(sums) : sums;
        }
        return activations;
    }

    /** dC/dw of the cross-entropy {@code -log(share of target)}, shaped as the weights. */
    double[][][] gradients(double[] input, int target) {
        double[][] activations = forward(input);
        double[][][] gradients = new double[weights.length][][];
        double[] delta = activations[weights.length].clone();
        delta[target] -= 1;
        for (int layer = weights.length - 1; layer >= 0; layer--) {
            double[] in = activations[layer];
            gradients[layer] = new double[delta.length][in.length];
            double[] before = new double[in.length];
            for (int i = 0; i < delta.length; i++) {
                for (int j = 0; j < in.length; j++) {
                    gradients[layer][i][j] = delta[i] * in[j];
                    before[j] += delta[i] * weights[layer][i][j];
                }
            }
            for (int j = 0; j < before.length; j++) {
                before[j] *= slope(in[j]);
            }
            delta = before;
        }
        return gradients;
    }

    void descend(double[][][] gradients, double learningRate) {
        for (int layer = 0; layer < weights.length; layer++) {
            for (int i = 0; i < weights[layer].length; i++) {
                for (int j = 0; j < weights[layer][i].length; j++) {
                    weights[layer][i][j] -= learningRate * gradients[layer][i][j];
                }
            }
        }
    }

    private double activate(double sum) {
        return switch (activation) {
            case RELU -> Math.max(0, sum);
            case SIGMOID -> Neuron.sigmoid(sum);
            case TANH -> Math.tanh(sum);
        };
    }

    /** From the activation itself; of ReLU at 0 it is 0, as on the slides. */
    private double slope(double activated) {
        return switch (activation) {
            case RELU -> activated > 0 ? 1 : 0;
            case SIGMOID -> activated * (1 - activated);
            case TANH -> 1 - activated * activated;
        };
    }

    /** Less the greatest sum, so that nothing overflows; the shares are the same. */
    private static double[] softmax(double[] sums) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            greatest = Math.max(greatest, sum);
        }
        double[] shares = new double[sums.length];
        double total = 0;
        for (int i = 0; i < sums.length; i++) {
            shares[i] = Math.exp(sums[i] - greatest);
            total += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= total;
        }
        return shares;
    }
}
