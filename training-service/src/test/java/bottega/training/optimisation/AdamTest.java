package bottega.training.optimisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import bottega.common.training.OptimiserSettings;
import bottega.networks.engine.TorchEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdamTest {
    /** f(w) = sum w^2 / 2, so the gradient is w; the recursion of algorithm 1 in double precision beside it. */
    @Test
    void followsAlgorithmOne() {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray weight = manager.create(new float[] {1, -3});
            weight.setRequiresGradient(true);
            Optimiser adam = Optimiser.of(OptimiserSettings.Adam.defaults(), List.of(new Weight("w", weight, true)));
            double[] w = {1, -3};
            double[] mean = new double[2];
            double[] variance = new double[2];
            for (int t = 1; t <= 50; t++) {
                try (GradientCollector collector = TorchEngine.get().newGradientCollector()) {
                    collector.backward(weight.square().sum().mul(manager.full(new Shape(), 0.5f, DataType.FLOAT32)));
                }
                adam.step(0.1);
                for (int i = 0; i < 2; i++) {
                    mean[i] = 0.9 * mean[i] + 0.1 * w[i];
                    variance[i] = 0.999 * variance[i] + 0.001 * w[i] * w[i];
                    double m = mean[i] / (1 - Math.pow(0.9, t));
                    double v = variance[i] / (1 - Math.pow(0.999, t));
                    w[i] -= 0.1 * m / (Math.sqrt(v) + 1e-8);
                    // float32 over 50 steps: some 50 roundings of 6e-8 of numbers up to 3
                    assertEquals(w[i], weight.getFloat(i), 1e-4, "step " + t + ", weight " + i);
                }
            }
        }
    }
}
