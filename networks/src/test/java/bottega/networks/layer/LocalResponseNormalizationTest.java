package bottega.networks.layer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import bottega.networks.onnx.OnnxExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalResponseNormalizationTest {
    private static final int SIZE = 5;
    private static final double ALPHA = 0.9;
    private static final double BETA = 0.75;
    private static final double K = 2;
    private static final int CHANNELS = 7;

    private final LocalResponseNormalization block =
            new LocalResponseNormalization(SIZE, (float) ALPHA, (float) BETA, (float) K);
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TorchEngine.newManager();
        TorchEngine.get().setRandomSeed(5);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void isCaffesFormula() {
        int places = 6;
        NDArray maps = manager.randomNormal(new Shape(1, CHANNELS, 2, 3));
        float[] x = maps.toFloatArray();
        float[] y = normalised(maps).toFloatArray();
        for (int c = 0; c < CHANNELS; c++) {
            for (int place = 0; place < places; place++) {
                double sum = 0;
                for (int j = Math.max(0, c - SIZE / 2); j <= Math.min(CHANNELS - 1, c + SIZE / 2); j++) {
                    sum += Math.pow(x[j * places + place], 2);
                }
                double expected = x[c * places + place] / Math.pow(K + ALPHA / SIZE * sum, BETA);
                assertEquals(expected, y[c * places + place], 1e-6, "channel " + c);
            }
        }
    }

    @Test
    void theGradientIsTheSlope() {
        NDArray maps = manager.randomNormal(new Shape(1, CHANNELS, 1, 1));
        NDArray weights = manager.randomNormal(new Shape(1, CHANNELS, 1, 1));
        maps.setRequiresGradient(true);
        try (var collector = TorchEngine.get().newGradientCollector()) {
            collector.backward(normalised(maps).mul(weights).sum());
        }
        float[] gradient = maps.getGradient().toFloatArray();
        // Central differences in float32: an error of 1e-7 over a step of 1e-2, and the curvature times its square.
        float step = 1e-2f;
        for (int c = 0; c < CHANNELS; c++) {
            double slope = (weighted(maps, weights, c, step) - weighted(maps, weights, c, -step)) / (2 * step);
            assertEquals(slope, gradient[c], 1e-3, "channel " + c);
        }
    }

    @Test
    void exports() {
        block.initialize(manager, DataType.FLOAT32, new Shape(1, CHANNELS, 4, 4));
        assertDoesNotThrow(() -> OnnxExporter.export(block, "maps", new Shape(CHANNELS, 4, 4), "normalised"));
    }

    @Test
    void aWindowHasAMiddle() {
        assertThrows(IllegalArgumentException.class, () -> new LocalResponseNormalization(4, 1, 1, 1));
    }

    private double weighted(NDArray maps, NDArray weights, int channel, float step) {
        float[] values = maps.toFloatArray();
        values[channel] += step;
        return normalised(manager.create(values, maps.getShape()))
                .mul(weights)
                .sum()
                .getFloat();
    }

    private NDArray normalised(NDArray maps) {
        return block.forward(new ParameterStore(manager, false), new NDList(maps), false)
                .singletonOrThrow();
    }
}
