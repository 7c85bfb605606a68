package bottega.networks.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NormalisationTest {
    private static final int N = 2;
    private static final int C = 6;
    private static final int PLACES = 20;

    private NDManager manager;

    @BeforeEach
    void open() {
        TorchEngine.get().setRandomSeed(9);
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void groupNormalisationIsItsEquation() {
        followsItsEquation(new GroupNorm(3, 1e-3f), 3, 1e-3);
    }

    @Test
    void instanceNormalisationIsOneGroupForEachChannel() {
        followsItsEquation(new InstanceNorm(), C, 1e-5);
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        Block block = initialised(new GroupNorm(2));
        NDArray x = manager.randomNormal(new Shape(N, C, 4, 5));
        NDArray weights = manager.randomNormal(x.getShape());
        NDArray gamma = block.getParameters().get("gamma").getArray();
        x.setRequiresGradient(true);
        gamma.setRequiresGradient(true);
        try (var collector = TorchEngine.get().newGradientCollector()) {
            collector.backward(run(block, x, true).mul(weights).sum());
        }
        // float32 differences of a sum of a hundred terms: good to two digits, wrong formulas are off by far more.
        float step = 1e-2f;
        for (int i : new int[] {0, 37, 113}) {
            double difference = (moved(block, x, weights, i, step) - moved(block, x, weights, i, -step)) / (2 * step);
            assertEquals(difference, x.getGradient().toFloatArray()[i], 2e-2, "element " + i);
        }
        NDArray standardised = Statistics.standardise(x, 2, GroupNorm.EPSILON);
        double expected = standardised.mul(weights).get(":, 3").sum().getFloat();
        assertEquals(expected, gamma.getGradient().getFloat(3), 1e-3);
    }

    @Test
    void groupsMustDivideTheChannels() {
        assertThrows(IllegalArgumentException.class, () -> initialised(new GroupNorm(4)));
        assertThrows(IllegalArgumentException.class, () -> new GroupNorm(0));
    }

    private void followsItsEquation(Block block, int groups, double epsilon) {
        initialised(block);
        block.getParameters().get("gamma").getArray().set(new float[] {1, 2, 3, -1, -2, -3});
        block.getParameters().get("beta").getArray().set(new float[] {0, 1, 0, 2, 0, 3});
        NDArray input = manager.randomNormal(new Shape(N, C, 4, 5)).mul(3).add(1);
        float[] x = input.toFloatArray();
        double[] expected = new double[x.length];
        int size = C / groups * PLACES;
        for (int group = 0; group < N * groups; group++) {
            double mean = 0;
            double squares = 0;
            for (int i = group * size; i < (group + 1) * size; i++) {
                mean += x[i] / (double) size;
            }
            for (int i = group * size; i < (group + 1) * size; i++) {
                squares += (x[i] - mean) * (x[i] - mean) / size;
            }
            for (int i = group * size; i < (group + 1) * size; i++) {
                int channel = i / PLACES % C;
                double factor = new double[] {1, 2, 3, -1, -2, -3}[channel];
                double term = new double[] {0, 1, 0, 2, 0, 3}[channel];
                expected[i] = (x[i] - mean) / Math.sqrt(squares + epsilon) * factor + term;
            }
        }
        NDArray output = run(block, input, false);
        assertEquals(input.getShape(), output.getShape());
        // Means of forty numbers around 3 in float32.
        assertArrayEquals(expected, output.toType(DataType.FLOAT64, false).toDoubleArray(), 1e-5);
        assertArrayEquals(
                output.toFloatArray(), run(block, input, true).toFloatArray(), "the same in training and in use");
    }

    private double moved(Block block, NDArray x, NDArray weights, int index, float by) {
        float[] values = x.toFloatArray();
        values[index] += by;
        return run(block, manager.create(values, x.getShape()), false)
                .mul(weights)
                .toType(DataType.FLOAT64, false)
                .sum()
                .getDouble();
    }

    private Block initialised(Block block) {
        block.initialize(manager, DataType.FLOAT32, new Shape(N, C, 4, 5));
        return block;
    }

    private NDArray run(Block block, NDArray input, boolean training) {
        return block.forward(new ParameterStore(manager, false), new NDList(input), training)
                .singletonOrThrow();
    }
}
