package bottega.networks.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import org.junit.jupiter.api.Test;

class AdaptiveAveragePoolTest {
    /** 5 columns into 3 windows: [0, 2), [1, 4), [3, 5); 2 rows into 1. */
    @Test
    void windowsOverlapAsPyTorchsDo() {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray map = manager.create(new float[] {1, 2, 3, 4, 5, 11, 12, 13, 14, 15}, new Shape(1, 1, 2, 5));
            NDArray pooled = new AdaptiveAveragePool(1, 3)
                    .forward(new ParameterStore(manager, false), new NDList(map), false)
                    .singletonOrThrow();
            assertArrayEquals(new float[] {6.5f, 8, 9.5f}, pooled.toFloatArray(), 1e-5f);
        }
    }
}
