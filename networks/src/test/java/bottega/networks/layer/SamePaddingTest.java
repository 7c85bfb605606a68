package bottega.networks.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On single rows of a map, which is one high: there "same" puts (kernel - 1) / 2 zeros above and below. */
class SamePaddingTest {
    @Test
    void theOddZeroStandsBehind() {
        assertArrayEquals(new float[] {1, 2, 3, 4, 0}, middleRow(SamePadding.zeros(3, 2), 1, 2, 3, 4), 0);
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 0, 0}, middleRow(SamePadding.zeros(5, 2), 1, 2, 3, 4), 0);
        assertArrayEquals(new float[] {0, 1, 2, 3, 0}, middleRow(SamePadding.zeros(3, 2), 1, 2, 3), 0);
    }

    @Test
    void paddingIsNeverTheLargest() {
        assertArrayEquals(new float[] {-1, -3}, middleRow(SamePadding.maxPool(3, 2), -1, -2, -3, -4), 0);
        assertArrayEquals(new float[] {-1, -2}, middleRow(SamePadding.maxPool(3, 2), -1, -2, -3), 0);
    }

    @Test
    void paddingCountsInAMeanOrNot() {
        // One row high: of a window's three rows two are padding.
        assertArrayEquals(
                new float[] {6 / 9f, 7 / 9f}, middleRow(SamePadding.averagePool(3, 2, true), 1, 2, 3, 4), 1e-6f);
        assertArrayEquals(
                new float[] {6 / 3f, 7 / 2f}, middleRow(SamePadding.averagePool(3, 2, false), 1, 2, 3, 4), 1e-6f);
        assertArrayEquals(
                new float[] {3 / 2f, 5 / 2f}, middleRow(SamePadding.averagePool(3, 2, false), 1, 2, 3), 1e-6f);
    }

    @Test
    void aShiftMovesUpAndLeft() {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray map = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, new Shape(1, 1, 3, 3));
            NDArray shifted = run(SamePadding.shift(), map);
            assertEquals(map.getShape(), shifted.getShape());
            assertArrayEquals(new float[] {5, 6, 0, 8, 9, 0, 0, 0, 0}, shifted.toFloatArray(), 0);
        }
    }

    /** TensorFlow's rule, whatever the size. */
    @ParameterizedTest
    @CsvSource({"3, 2, 7, 4", "3, 2, 8, 4", "5, 2, 83, 42", "7, 2, 42, 21", "3, 1, 9, 9", "7, 2, 2, 1"})
    void thereAreAsManyWindowsAsStrides(int kernel, int stride, int size, int windows) {
        Block pool = SamePadding.maxPool(kernel, stride);
        Block mean = SamePadding.averagePool(kernel, stride, true);
        var shape = new Shape[] {new Shape(1, 2, size, size)};
        assertEquals(new Shape(1, 2, windows, windows), pool.getOutputShapes(shape)[0]);
        assertEquals(new Shape(1, 2, windows, windows), mean.getOutputShapes(shape)[0]);
    }

    private static float[] middleRow(Block block, float... row) {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray maps = run(block, manager.create(row, new Shape(1, 1, 1, row.length)));
            return maps.get("0, 0, " + maps.getShape().get(2) / 2).toFloatArray();
        }
    }

    private static NDArray run(Block block, NDArray maps) {
        return block.forward(new ParameterStore(maps.getManager(), false), new NDList(maps), false)
                .singletonOrThrow();
    }
}
