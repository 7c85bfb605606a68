package bottega.training.lesson;

import bottega.common.lesson.HiddenActivation;
import java.util.random.RandomGenerator;

/**
 * Fully connected layers.
 *
 * @param biases whether every layer has one input more, always 1, whose weight is the bias and the last of its row
 * @param weights of each layer {@code [outputs, inputs]}, or {@code [outputs, inputs + 1]} with biases; trained in place
 */
record LayeredNetwork(HiddenActivation activation, Objective objective, boolean biases, double[][][] weights) {

    /** Without biases, weights uniform in (-1, 1), layer by layer, row by row: as on the slides. */
    static LayeredNetwork ofTheSlides(HiddenActivation activation, RandomGenerator random, int... sizes) {
        double[][][] weights = new double[sizes.length - 1][][];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = new double[sizes[layer + 1]][];
            for (int i = 0; i < sizes[layer + 1]; i++) {
                weights[layer][i] = random.doubles(sizes[layer], -1, 1).toArray();
            }
        }
        return new LayeredNetwork(activation, Objective.CROSS_ENTROPY, false, weights);
    }

    /**
     * With biases. Weights and biases are normal with deviation {@code sqrt(gain / inputs)}: 1 keeps the size of what goes
     * through tanh (Glorot, Bengio 2010), 2 through ReLU (He et al. 2015).
     *
     * @param first factor on the first layer's weights: how steep, how curved the network begins
     */
    static LayeredNetwork withBiases(
            HiddenActivation activation, Objective objective, RandomGenerator random, double first, int... sizes) {
        double gain =
                switch (activation) {
                    case RELU -> 2;
                    case SIGMOID, TANH -> 1;
                };
        double[][][] weights = new double[sizes.length - 1][][];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = new double[sizes[layer + 1]][sizes[layer] + 1];
            double deviation = Math.sqrt(gain / sizes[layer]) * (layer == 0 && weights.length > 1 ? first : 1);
            for (double[] row : weights[layer]) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = deviation * random.nextGaussian();
                }
            }
        }
        return new LayeredNetwork(activation, objective, true, weights);
    }

    int size() {
        int size = 0;
        for (double[][] layer : weights) {
            size += layer.length * layer[0].length;
        }
        return size;
    }

    /** Softmax's shares, or the last sums. */
    double[] outputs(double[] input) {
        return forward(input, null).outputs;
    }

    double cost(double[] input, double[] expected) {
        return objective.cost(outputs(input), expected);
    }

    /**
     * One example on its way through.
     *
     * @param activated of each hidden layer, before dropout
     * @param inputs of each layer, after dropout
     */
    private record Pass(double[][] activated, double[][] inputs, double[] outputs) {}

    /** @param kept null, or by hidden layer the factor on each neuron's output: 0 where it is dropped */
    private Pass forward(double[] input, double[][] kept) {
        int hidden = weights.length - 1;
        double[][] activated = new double[hidden][];
        double[][] inputs = new double[weights.length][];
        inputs[0] = input;
        for (int layer = 0; layer < hidden; layer++) {
            activated[layer] = sums(layer, inputs[layer]);
            for (int i = 0; i < activated[layer].length; i++) {
                activated[layer][i] = activate(activated[layer][i]);
            }
            inputs[layer + 1] = kept == null ? activated[layer] : product(activated[layer], kept[layer]);
        }
        return new Pass(activated, inputs, objective.outputs(sums(hidden, inputs[hidden])));
    }

    private double[] sums(int layer, double[] input) {
        double[] sums = new double[weights[layer].length];
        for (int i = 0; i < sums.length; i++) {
            double[] row = weights[layer][i];
            double sum = biases ? row[input.length] : 0;
            for (int j = 0; j < input.length; j++) {
                sum += row[j] * input[j];
            }
            sums[i] = sum;
        }
        return sums;
    }

    private static double[] product(double[] values, double[] factors) {
        double[] products = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            products[i] = values[i] * factors[i];
        }
        return products;
    }

    /** Zeros, shaped as the weights. */
    double[][][] zeros() {
        double[][][] zeros = new double[weights.length][][];
        for (int layer = 0; layer < weights.length; layer++) {
            zeros[layer] = new double[weights[layer].length][weights[layer][0].length];
        }
        return zeros;
    }

    /** dC/dw for one example, shaped as the weights. */
    double[][][] gradients(double[] input, double[] expected) {
        double[][][] gradients = zeros();
        addGradients(input, expected, null, gradients);
        return gradients;
    }

    /**
     * @param kept factors of dropout as in training, null for none
     * @param gradients shaped as the weights; dC/dw of this example is added
     */
    void addGradients(double[] input, double[] expected, double[][] kept, double[][][] gradients) {
        Pass pass = forward(input, kept);
        double[] delta = objective.slopes(pass.outputs, expected);
        for (int layer = weights.length - 1; layer >= 0; layer--) {
            double[] in = pass.inputs[layer];
            double[] before = new double[in.length];
            for (int i = 0; i < delta.length; i++) {
                double[] row = weights[layer][i];
                double[] gradient = gradients[layer][i];
                for (int j = 0; j < in.length; j++) {
                    gradient[j] += delta[i] * in[j];
                    before[j] += delta[i] * row[j];
                }
                if (biases) {
                    gradient[in.length] += delta[i];
                }
            }
            if (layer > 0) {
                for (int j = 0; j < before.length; j++) {
                    before[j] *= slope(pass.activated[layer - 1][j]) * (kept == null ? 1 : kept[layer - 1][j]);
                }
            }
            delta = before;
        }
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
}
