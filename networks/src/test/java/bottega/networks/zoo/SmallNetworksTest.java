package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.ParameterNames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures of the networks of 1958 to 1998, and of a shuffle, computed by hand. */
class SmallNetworksTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aPerceptronSumsBrightnesses() {
        Block network = initialised(NetworkType.PERCEPTRON.create(2), new Shape(1, 2, 2, 3));
        // Red, green, blue, white.
        byte full = (byte) 255;
        var pixels = new byte[] {full, 0, 0, 0, full, 0, 0, 0, full, full, full, full};
        NDArray picture = manager.create(ByteBuffer.wrap(pixels), new Shape(1, 2, 2, 3), DataType.UINT8);
        assertArrayEquals(new float[] {2, 2}, run(network, picture).toFloatArray(), 1e-5f);
        ParameterNames.of(network).get("fc.weight").getArray().set(new float[] {1, 0, 0, 0, 0, 1, 0, -1});
        assertArrayEquals(
                new float[] {0.299f, 0.587f - 1}, run(network, picture).toFloatArray(), 1e-5f);
    }

    @Test
    void theLectures5x5DigitsHaveNoBiases() {
        Block network = initialised(NetworkType.MLP_5.create(5), new Shape(1, 5, 5, 3));
        assertEquals(
                Map.of(
                        "fc1.weight", new Shape(20, 25),
                        "fc2.weight", new Shape(20, 20),
                        "fc3.weight", new Shape(20, 20),
                        "fc4.weight", new Shape(5, 20)),
                Map.copyOf(shapes(network)));
    }

    /** The paper's section II.B: 156, 12, 1,516, 32, 48,120 and 10,164. */
    @Test
    void leNet5HasThePapersParametersLayerByLayer() {
        Block network = initialised(NetworkType.LENET5.create(10), new Shape(1, 32, 32, 3));
        var sizes = new LinkedHashMap<String, Long>();
        shapes(network).forEach((name, shape) -> sizes.merge(name.substring(0, 2), shape.size(), Long::sum));
        assertEquals(
                Map.of("c1", 156L, "s2", 12L, "c3", 1516L, "s4", 32L, "c5", 48120L, "f6", 10164L, "ou", 850L), sizes);
    }

    /** Table I: every map of S2 is read by ten of C3's. */
    @Test
    void leNet5sThirdLayerIsConnectedInPart() {
        Block c3 = initialised(new LeNet5.PartlyConnected(), new Shape(1, 6, 5, 5));
        var readers = new ArrayList<List<Integer>>();
        for (int map = 0; map < 6; map++) {
            var maps = new float[6 * 25];
            maps[map * 25 + 12] = 1;
            float[] answers =
                    run(c3, manager.create(maps, new Shape(1, 6, 5, 5))).toFloatArray();
            var reading = new ArrayList<Integer>();
            for (int index = 0; index < answers.length; index++) {
                if (answers[index] != 0) {
                    reading.add(index);
                }
            }
            readers.add(reading);
        }
        assertEquals(List.of(0, 4, 5, 6, 9, 10, 11, 12, 14, 15), readers.get(0));
        assertEquals(List.of(0, 1, 5, 6, 7, 10, 11, 12, 13, 15), readers.get(1));
        assertEquals(List.of(0, 1, 2, 6, 7, 8, 11, 13, 14, 15), readers.get(2));
        assertEquals(List.of(1, 2, 3, 6, 7, 8, 9, 12, 14, 15), readers.get(3));
        assertEquals(List.of(2, 3, 4, 7, 8, 9, 10, 12, 13, 15), readers.get(4));
        assertEquals(List.of(3, 4, 5, 8, 9, 10, 11, 13, 14, 15), readers.get(5));
    }

    @Test
    void aShuffleDealsTheGroupsOutInTurn() {
        NDArray channels = manager.arange(12f).reshape(1, 6, 1, 2);
        assertArrayEquals(
                new float[] {0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11},
                run(ShuffleNet.shuffle(2), channels).toFloatArray(),
                0);
    }

    /** Weights one, biases zero. */
    private Block initialised(Block network, Shape input) {
        network.setInitializer(Initializer.ONES, Parameter.Type.WEIGHT);
        network.initialize(manager, DataType.FLOAT32, input);
        return network;
    }

    private static Map<String, Shape> shapes(Block network) {
        var shapes = new LinkedHashMap<String, Shape>();
        ParameterNames.of(network)
                .forEach((name, parameter) ->
                        shapes.put(name, parameter.getArray().getShape()));
        return shapes;
    }

    private NDArray run(Block network, NDArray input) {
        return network.forward(new ParameterStore(manager, false), new NDList(input), false)
                .singletonOrThrow();
    }
}
