package bottega.networks.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StochasticDepthTest {
    private static final int EXAMPLES = 2000;

    @Test
    void leavesWholeExamplesOutAndMakesUpForThem() {
        try (NDManager manager = TorchEngine.newManager()) {
            TorchEngine.get().setRandomSeed(1);
            NDArray branch = manager.randomUniform(1, 2, new Shape(EXAMPLES, 2, 3, 1));
            float[] before = branch.toFloatArray();
            float[] after = run(branch, 0.2f, true).toFloatArray();
            int left = 0;
            for (int example = 0; example < EXAMPLES; example++) {
                boolean out = after[example * 6] == 0;
                left += out ? 1 : 0;
                for (int i = example * 6; i < (example + 1) * 6; i++) {
                    assertEquals(out ? 0 : before[i] / 0.8, after[i], 1e-6);
                }
            }
            // 400 expected; five standard deviations of a binomial are 5 sqrt(2000 * 0.2 * 0.8) = 89
            assertTrue(Math.abs(left - 400) < 90, "left out: " + left);
        }
    }

    @Test
    void changesNothingInEvaluation() {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray branch = manager.randomNormal(new Shape(50, 3));
            assertArrayEquals(branch.toFloatArray(), run(branch, 0.5f, false).toFloatArray());
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1, Float.NaN})
    void aRateIsBelowOne(float rate) {
        assertThrows(IllegalArgumentException.class, () -> new StochasticDepth(rate));
    }

    private static NDArray run(NDArray branch, float rate, boolean training) {
        return new StochasticDepth(rate)
                .forward(new ParameterStore(branch.getManager(), false), new NDList(branch), training)
                .singletonOrThrow();
    }
}
