package bottega.networks.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final float[] MAP = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    @Test
    void paddingCountsInAMeanOrNot() {
        // Windows of 2 with stride 2 and padding 1 over 3 x 3: a corner, two edges, the lower right square.
        assertArrayEquals(
                new float[] {1 / 4f, 5 / 4f, 11 / 4f, 28 / 4f},
                pooled(Layers.averagePool(2, 2, 1, false, true)),
                1e-6f);
        assertArrayEquals(
                new float[] {1, 5 / 2f, 11 / 2f, 28 / 4f}, pooled(Layers.averagePool(2, 2, 1, false, false)), 1e-6f);
    }

    @Test
    void whatHangsOverTheEdgeNeverCounts() {
        assertArrayEquals(
                new float[] {12 / 4f, 9 / 2f, 15 / 2f, 9}, pooled(Layers.averagePool(2, 2, 0, true, true)), 1e-6f);
    }

    private static float[] pooled(Block block) {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray map = manager.create(MAP, new Shape(1, 1, 3, 3));
            return block.forward(new ParameterStore(manager, false), new NDList(map), false)
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }
}
