package bottega.style.gatys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.common.style.Normalisation;
import bottega.common.style.Pooling;
import bottega.networks.engine.TorchEngine;
import bottega.networks.vgg.FeatureNetwork;
import bottega.networks.vgg.Vgg19;
import bottega.networks.weights.SafeTensors;
import bottega.style.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GatysObjectiveTest {
    /** Relative 1e-3: float32 on both sides, sums of up to a hundred thousand products in another order. */
    @Test
    void goldenEvaluationOfTheDistilledEncoder() throws IOException {
        GatysSettings settings = GatysSettings.of(1, 1000, Normalisation.PAPER);
        try (NDManager manager = TorchEngine.newManager();
                SafeTensors golden = SafeTensors.open(SharedData.require("golden/gatys-network.safetensors"));
                FeatureNetwork network = Vgg19.load(
                        SharedData.require("weights/vgg19-distilled-16x.safetensors"),
                        settings.taps(),
                        Pooling.AVERAGE)) {
            NDArray content = bgrMinusMean(golden.read("content_rgb_uint8_hwc", manager));
            NDArray style = bgrMinusMean(golden.read("style_rgb_uint8_hwc", manager));
            float[] point = golden.read("x_bgr_mean_subtracted", manager).toFloatArray();
            float[] gradient = new float[point.length];
            try (var objective = new GatysObjective(network::features, content, style, settings)) {
                objective.evaluate(point, gradient);
                Losses losses = objective.losses();
                close(golden.read("content_loss", manager), losses.content());
                close(golden.read("style_loss", manager), losses.style());
                close(golden.read("total_loss", manager), losses.total());
                close(
                        golden.read("style_layer_losses", manager),
                        losses.styleLayers().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray());
                NDArray expected = golden.read("total_gradient", manager);
                float[] difference = expected.toFloatArray();
                double largest = expected.abs().max().getFloat();
                for (int i = 0; i < point.length; i++) {
                    assertEquals(difference[i], gradient[i], 1e-3 * largest);
                }
            }
        }
    }

    /** Central differences along random directions; float32 losses leave about three digits of them. */
    @Test
    void theGradientIsThatOfTheLoss() {
        for (Normalisation normalisation : Normalisation.values()) {
            GatysSettings settings =
                    new GatysSettings(List.of("relu2_2"), List.of("relu1_1", "relu2_1"), 1, 3, normalisation);
            try (NDManager manager = TorchEngine.newManager();
                    FeatureNetwork network = Vgg19.random(3, settings.taps(), Pooling.AVERAGE);
                    var objective = new GatysObjective(
                            rgb -> network.features(network.normalise(rgb)),
                            noise(manager, 1, 16),
                            noise(manager, 2, 24),
                            settings)) {
                float[] point = noise(manager, 4, 16).toFloatArray();
                float[] gradient = new float[point.length];
                objective.evaluate(point, gradient);
                var random = new Random(5);
                float[] direction = new float[point.length];
                double expected = 0;
                for (int i = 0; i < direction.length; i++) {
                    direction[i] = (float) (gradient[i] / norm(gradient) + 0.01 * random.nextGaussian());
                    expected += (double) direction[i] * gradient[i];
                }
                double step = 1e-2;
                double difference =
                        (valueAt(objective, point, step, direction) - valueAt(objective, point, -step, direction))
                                / (2 * step);
                assertEquals(expected, difference, 1e-2 * Math.abs(expected), normalisation.name());
            }
        }
    }

    @Test
    void theContentItselfHasNoContentLossAndTheStyleNoStyleLoss() {
        GatysSettings settings =
                new GatysSettings(List.of("relu2_1"), List.of("relu1_1", "relu2_1"), 1, 1, Normalisation.RELATIVE);
        try (NDManager manager = TorchEngine.newManager();
                FeatureNetwork network = Vgg19.random(3, settings.taps(), Pooling.MAX)) {
            NDArray content = noise(manager, 1, 16);
            NDArray style = noise(manager, 2, 16);
            try (var objective = new GatysObjective(network::features, content, style, settings)) {
                float[] gradient = new float[(int) content.size()];
                objective.evaluate(content.toFloatArray(), gradient);
                assertEquals(0, objective.losses().content());
                assertTrue(objective.losses().style() > 0);
                objective.evaluate(style.toFloatArray(), gradient);
                assertEquals(0, objective.losses().style(), 1e-10);
                assertTrue(objective.losses().content() > 0);
            }
        }
    }

    /** Relative losses: a network whose activations are all ten times as large gives the same numbers. */
    @Test
    void relativeLossesDoNotDependOnTheScaleOfTheNetwork() {
        GatysSettings settings =
                new GatysSettings(List.of("relu2_1"), List.of("relu1_1", "relu2_1"), 2, 5, Normalisation.RELATIVE);
        try (NDManager manager = TorchEngine.newManager();
                FeatureNetwork network = Vgg19.random(3, settings.taps(), Pooling.MAX)) {
            NDArray content = noise(manager, 1, 16);
            NDArray style = noise(manager, 2, 16);
            float[] point = noise(manager, 4, 16).toFloatArray();
            double[] totals = new double[2];
            float[][] gradients = new float[2][point.length];
            for (int i = 0; i < 2; i++) {
                double scale = i == 0 ? 1 : 10;
                try (var objective = new GatysObjective(
                        picture -> {
                            var features = network.features(picture);
                            features.replaceAll((name, feature) -> feature.mul(scale));
                            return features;
                        },
                        content,
                        style,
                        settings)) {
                    totals[i] = objective.evaluate(point, gradients[i]);
                }
            }
            assertEquals(totals[0], totals[1], 1e-5 * totals[0]);
            assertArrayEquals(gradients[0], gradients[1], 1e-6f);
        }
    }

    /** What an evaluation made hangs on a manager that is closed at its end, and the objective's own holds no more. */
    @Test
    void evaluationsLeaveNothingBehind() {
        GatysSettings settings = new GatysSettings(List.of("relu2_1"), List.of("relu1_1"), 1, 1, Normalisation.PAPER);
        var steps = new ArrayList<NDManager>();
        var held = new ArrayList<Integer>();
        try (NDManager manager = TorchEngine.newManager();
                FeatureNetwork network = Vgg19.random(3, settings.taps(), Pooling.MAX);
                var objective = new GatysObjective(
                        picture -> {
                            NDManager step = picture.getManager();
                            steps.add(step);
                            held.add(step.getParentManager().getManagedArrays().size());
                            return network.features(picture);
                        },
                        noise(manager, 1, 16),
                        noise(manager, 2, 16),
                        settings)) {
            float[] point = noise(manager, 4, 16).toFloatArray();
            for (int i = 0; i < 20; i++) {
                objective.evaluate(point, new float[point.length]);
            }
            assertTrue(steps.stream().noneMatch(NDManager::isOpen));
            List<Integer> duringEvaluations = held.subList(2, held.size());
            assertEquals(1, duringEvaluations.stream().distinct().count(), held.toString());
            assertEquals(3, duringEvaluations.getFirst(), "two targets, and the picture just made");
        }
    }

    private static double valueAt(GatysObjective objective, float[] point, double step, float[] direction) {
        float[] moved = point.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (step * direction[i]);
        }
        return objective.evaluate(moved, new float[moved.length]);
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** What the golden file's pictures went through: Caffe's mean itself, of which conv0 is an approximation. */
    private static NDArray bgrMinusMean(NDArray uint8) {
        NDArray mean = uint8.getManager().create(new float[] {103.939f, 116.779f, 123.68f}, new Shape(3, 1, 1));
        return uint8.toType(DataType.FLOAT32, true)
                .transpose(2, 0, 1)
                .flip(0)
                .sub(mean)
                .expandDims(0);
    }

    private static NDArray noise(NDManager manager, long seed, int side) {
        var random = new Random(seed);
        float[] values = new float[3 * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return manager.create(values, new Shape(1, 3, side, side));
    }

    private static void close(NDArray expected, double... actual) {
        float[] values = expected.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], actual[i], 1e-3 * Math.abs(values[i]));
        }
    }
}
