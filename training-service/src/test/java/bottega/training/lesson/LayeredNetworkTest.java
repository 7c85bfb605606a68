package bottega.training.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.lesson.DigitsRequest.Hidden;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayeredNetworkTest {
    /** Central differences: error h^2, here 1e-10, times the third derivative. */
    @ParameterizedTest
    @EnumSource
    void gradientsAreThoseOfFiniteDifferences(Hidden activation) {
        double h = 1e-5;
        var network = LayeredNetwork.random(activation, new Random(3), 4, 3, 3, 2);
        double[] input = {1, 0, 0.5, 1};
        double[][][] gradients = network.gradients(input, 1);
        for (int layer = 0; layer < 3; layer++) {
            for (int i = 0; i < gradients[layer].length; i++) {
                for (int j = 0; j < gradients[layer][i].length; j++) {
                    double[] row = network.weights()[layer][i];
                    double weight = row[j];
                    row[j] = weight + h;
                    double up = -Math.log(network.shares(input)[1]);
                    row[j] = weight - h;
                    double down = -Math.log(network.shares(input)[1]);
                    row[j] = weight;
                    assertEquals((up - down) / (2 * h), gradients[layer][i][j], 1e-7);
                }
            }
        }
    }

    /** With weights of 0 every sigmoid is 1/2 and every share 1/2: the last layer's gradient is (+-1/2) 1/2. */
    @Test
    void weightsOfZero() {
        var network = new LayeredNetwork(Hidden.SIGMOID, new double[][][] {new double[3][4], new double[2][3]});
        double[] input = {1, 0, 1, 1};
        assertEquals(0.5, network.shares(input)[0], 1e-15);
        double[][][] gradients = network.gradients(input, 0);
        for (int j = 0; j < 3; j++) {
            assertEquals(-0.25, gradients[1][0][j], 1e-15);
            assertEquals(0.25, gradients[1][1][j], 1e-15);
            assertEquals(0, gradients[0][j][0], 0);
        }
        network.descend(gradients, 2);
        assertEquals(0.5, network.weights()[1][0][0], 1e-15);
        // sums are 3 x 1/2 x 1/2 and its negative
        assertEquals(1 / (1 + Math.exp(-1.5)), network.shares(input)[0], 1e-15);
    }
}
