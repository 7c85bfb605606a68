package bottega.training.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.lesson.HiddenActivation;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayeredNetworkTest {
    /** Central differences: error h^2, here 1e-10, times the third derivative. */
    @ParameterizedTest
    @EnumSource
    void gradientsAreThoseOfFiniteDifferences(HiddenActivation activation) {
        double h = 1e-5;
        var network = LayeredNetwork.ofTheSlides(activation, new Random(3), 4, 3, 3, 2);
        double[] input = {1, 0, 0.5, 1};
        double[][][] gradients = network.gradients(input, new double[] {0, 1});
        for (int layer = 0; layer < 3; layer++) {
            for (int i = 0; i < gradients[layer].length; i++) {
                for (int j = 0; j < gradients[layer][i].length; j++) {
                    double[] row = network.weights()[layer][i];
                    double weight = row[j];
                    row[j] = weight + h;
                    double up = -Math.log(network.outputs(input)[1]);
                    row[j] = weight - h;
                    double down = -Math.log(network.outputs(input)[1]);
                    row[j] = weight;
                    assertEquals((up - down) / (2 * h), gradients[layer][i][j], 1e-7);
                }
            }
        }
    }

    /** With weights of 0 every sigmoid is 1/2 and every share 1/2: the last layer's gradient is (+-1/2) 1/2. */
    @Test
    void weightsOfZero() {
        var network = new LayeredNetwork(HiddenActivation.SIGMOID, Objective.CROSS_ENTROPY, false, new double[][][] {
            new double[3][4], new double[2][3]
        });
        double[] input = {1, 0, 1, 1};
        assertEquals(0.5, network.outputs(input)[0], 1e-15);
        double[][][] gradients = network.gradients(input, new double[] {1, 0});
        for (int j = 0; j < 3; j++) {
            assertEquals(-0.25, gradients[1][0][j], 1e-15);
            assertEquals(0.25, gradients[1][1][j], 1e-15);
            assertEquals(0, gradients[0][j][0], 0);
        }
        network.descend(gradients, 2);
        assertEquals(0.5, network.weights()[1][0][0], 1e-15);
        // sums are 3 x 1/2 x 1/2 and its negative
        assertEquals(1 / (1 + Math.exp(-1.5)), network.outputs(input)[0], 1e-15);
    }

    /** With biases, of both costs, and with some neurons dropped and the others twice as large. */
    @ParameterizedTest
    @EnumSource
    void gradientsOfBiasesAndWithDropout(HiddenActivation activation) {
        double[] input = {0.4, -1.2};
        double[] expected = {0.3, 0.7};
        double[][] kept = {{2, 0, 2}, {0, 2}};
        for (Objective objective : Objective.values()) {
            var network = LayeredNetwork.withBiases(activation, objective, new Random(5), 2, 2, 3, 2, 2);
            double[][][] gradients = network.zeros();
            network.addGradients(input, expected, kept, gradients);
            for (int layer = 0; layer < 3; layer++) {
                for (int i = 0; i < gradients[layer].length; i++) {
                    for (int j = 0; j < gradients[layer][i].length; j++) {
                        double h = 1e-5;
                        double[] row = network.weights()[layer][i];
                        double weight = row[j];
                        row[j] = weight + h;
                        double up = cost(network, input, expected, kept);
                        row[j] = weight - h;
                        double down = cost(network, input, expected, kept);
                        row[j] = weight;
                        assertEquals((up - down) / (2 * h), gradients[layer][i][j], 1e-7);
                    }
                }
            }
        }
    }

    /** Computed anew, layer by layer, with the neurons that are left out scaled in the weights of the layer after. */
    private static double cost(LayeredNetwork network, double[] input, double[] expected, double[][] kept) {
        double[][][] weights = network.zeros();
        for (int layer = 0; layer < weights.length; layer++) {
            for (int i = 0; i < weights[layer].length; i++) {
                for (int j = 0; j < weights[layer][i].length; j++) {
                    boolean bias = j == weights[layer][i].length - 1;
                    double factor = layer == 0 || bias ? 1 : kept[layer - 1][j];
                    weights[layer][i][j] = factor * network.weights()[layer][i][j];
                }
            }
        }
        return new LayeredNetwork(network.activation(), network.objective(), true, weights).cost(input, expected);
    }

    /** Adam's first step is the rate against the gradient's sign, whatever its size; the bias does not decay. */
    @Test
    void adamsFirstStep() {
        var network =
                new LayeredNetwork(HiddenActivation.TANH, Objective.SQUARED_ERROR, true, new double[][][] {{{2, -3, 1}}
                });
        new AdamSteps(network, 0.5).step(new double[][][] {{{7, 0, 0}}}, 0.1);
        double[] row = network.weights()[0][0];
        assertEquals(1.9, row[0], 1e-8);
        assertEquals(-2.9, row[1], 1e-8); // by the decay alone
        assertEquals(1, row[2], 0);
    }
}
