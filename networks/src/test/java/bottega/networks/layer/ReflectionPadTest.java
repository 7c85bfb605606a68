package bottega.networks.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReflectionPadTest {
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
    void theEdgeIsTheMirror() {
        NDArray x = manager.arange(12f).reshape(1, 1, 3, 4);
        NDArray padded = run(new ReflectionPad(1, 2, 3, 1), x);
        assertEquals(new Shape(1, 1, 6, 8), padded.getShape());
        assertEquals(padded.getShape(), new ReflectionPad(1, 2, 3, 1).getOutputShapes(new Shape[] {x.getShape()})[0]);
        float[] expected = {
            7, 6, 5, 4, 5, 6, 7, 6,
            3, 2, 1, 0, 1, 2, 3, 2,
            7, 6, 5, 4, 5, 6, 7, 6,
            11, 10, 9, 8, 9, 10, 11, 10,
            7, 6, 5, 4, 5, 6, 7, 6,
            3, 2, 1, 0, 1, 2, 3, 2
        };
        assertArrayEquals(expected, padded.toFloatArray());
    }

    @Test
    void theGradientCountsHowOftenAPlaceIsSeen() {
        NDArray x = manager.arange(4f).reshape(1, 1, 1, 4);
        x.setRequiresGradient(true);
        try (var collector = TorchEngine.get().newGradientCollector()) {
            collector.backward(run(new ReflectionPad(0, 0, 2, 1), x).sum());
        }
        assertArrayEquals(new float[] {1, 2, 3, 1}, x.getGradient().toFloatArray());
    }

    @Test
    void aMapSmallerThanItsPaddingIsRefused() {
        NDArray x = manager.arange(4f).reshape(1, 1, 1, 4);
        assertThrows(IllegalArgumentException.class, () -> run(new ReflectionPad(1), x));
        assertThrows(IllegalArgumentException.class, () -> new ReflectionPad(-1));
    }

    private NDArray run(ReflectionPad pad, NDArray x) {
        return pad.forward(new ParameterStore(manager, false), new NDList(x), true)
                .singletonOrThrow();
    }
}
