package bottega.networks.vgg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import bottega.common.problem.ProblemException;
import bottega.common.style.Pooling;
import bottega.networks.SharedData;
import bottega.networks.engine.TorchEngine;
import bottega.networks.weights.HostTensor;
import bottega.networks.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Vgg19Test {
    @TempDir
    Path folder;

    /** Float32 sums of up to 1,152 products in another order: relative 1e-3 of the layer's largest value is ample. */
    @Test
    void layersOfTheDistilledEncoderAreTheGoldenOnes() throws IOException {
        Path weights = SharedData.require("weights/vgg19-distilled-16x.safetensors");
        Path golden = SharedData.require("golden/gatys-network.safetensors");
        var layers = Set.of("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu4_2", "relu5_1");
        try (SafeTensors file = SafeTensors.open(golden);
                NDManager manager = TorchEngine.newManager();
                FeatureNetwork network = Vgg19.load(weights, layers, Pooling.AVERAGE)) {
            var features = network.features(file.read("x_bgr_mean_subtracted", manager));
            assertEquals(layers, features.keySet());
            features.forEach((name, feature) -> {
                NDArray expected = file.read(name, manager);
                assertEquals(expected.getShape(), feature.getShape(), name);
                float difference = expected.sub(feature).abs().max().getFloat();
                assertTrue(difference <= 1e-3 * expected.max().getFloat(), name + " differs by " + difference);
            });
        }
    }

    /** conv0 of the distilled encoder is nearly Caffe's transform: RGB 0..1 becomes BGR 0..255 minus mean. */
    @Test
    void coloursOfTheDistilledEncoder() throws IOException {
        Path weights = SharedData.require("weights/vgg19-distilled-16x.safetensors");
        try (NDManager manager = TorchEngine.newManager();
                FeatureNetwork network = Vgg19.load(weights, Set.of("conv1_1"), Pooling.MAX)) {
            NDArray red = manager.create(new float[] {1, 0, 0}, new Shape(1, 3, 1, 1));
            assertArrayEquals(
                    new float[] {-103.939f, -116.779f, 255 - 123.68f},
                    network.normalise(red).toFloatArray(),
                    1f);
        }
        assertEquals("relu5_1", Vgg19.layers(weights).getLast());
    }

    /** A network of one convolution that can be worked out by hand: centre tap 1, bias -1, on a constant picture. */
    @Test
    void poolingAndNamesOfATinyNetwork() throws IOException {
        Path file = folder.resolve("tiny.safetensors");
        SafeTensors.write(file, tiny("conv1_1", "conv1_2", "conv2_1"), Map.of());
        assertEquals(List.of("conv1_1", "relu1_1", "conv1_2", "relu1_2", "conv2_1", "relu2_1"), Vgg19.layers(file));
        for (Pooling pooling : Pooling.values()) {
            try (NDManager manager = TorchEngine.newManager();
                    FeatureNetwork network = Vgg19.load(file, Set.of("conv1_1", "relu2_1"), pooling)) {
                NDArray picture = manager.zeros(new Shape(1, 3, 2, 2));
                picture.set(new float[] {1, 2, 3, 6, 0, 0, 0, 0, 0, 0, 0, 0});
                var features = network.features(picture);
                assertEquals(List.of("conv1_1", "relu2_1"), List.copyOf(features.keySet()));
                // -1 three times: 0 1 2 5 after conv1_1, 0 0 1 4 after conv1_2, pooled, minus 1
                assertArrayEquals(
                        new float[] {0, 1, 2, 5}, features.get("conv1_1").toFloatArray());
                float expected =
                        switch (pooling) {
                            case AVERAGE -> 1.25f - 1;
                            case MAX -> 4 - 1;
                        };
                assertArrayEquals(
                        new float[] {expected}, features.get("relu2_1").toFloatArray(), 1e-6f);
                assertEquals(2, network.smallestSide());
            }
        }
    }

    @Test
    void torchvisionsNamesAreTheSameNetwork() throws IOException {
        Path file = folder.resolve("torchvision.safetensors");
        SafeTensors.write(file, tiny("features.0", "features.2", "features.5"), Map.of());
        try (NDManager manager = TorchEngine.newManager();
                FeatureNetwork network = Vgg19.load(file, Set.of("relu2_1"), Pooling.MAX)) {
            NDArray picture = manager.create(new float[] {0.485f, 0.456f, 1}, new Shape(1, 3, 1, 1));
            assertArrayEquals(
                    new float[] {0, 0, (1 - 0.406f) / 0.225f},
                    network.normalise(picture).toFloatArray(),
                    1e-5f);
        }
    }

    @Test
    void aPictureHasAGradientAndTheParametersHaveNone() {
        try (NDManager manager = TorchEngine.newManager();
                FeatureNetwork network = Vgg19.random(7, Set.of("relu3_1"), Pooling.AVERAGE)) {
            NDArray picture = noise(manager, 1, 8);
            picture.setRequiresGradient(true);
            try (var collector = TorchEngine.get().newGradientCollector()) {
                NDArray feature = network.features(network.normalise(picture)).get("relu3_1");
                collector.backward(feature.sum());
            }
            assertTrue(picture.getGradient().abs().sum().getFloat() > 0);
        }
    }

    @Test
    void theSameSeedGivesTheSameFilters() {
        try (NDManager manager = TorchEngine.newManager();
                FeatureNetwork first = Vgg19.random(7, Set.of("relu2_1"), Pooling.AVERAGE);
                FeatureNetwork second = Vgg19.random(7, Set.of("relu2_1"), Pooling.AVERAGE);
                FeatureNetwork other = Vgg19.random(8, Set.of("relu2_1"), Pooling.AVERAGE)) {
            NDArray picture = first.normalise(noise(manager, 2, 8));
            NDArray feature = first.features(picture).get("relu2_1");
            assertEquals(feature, second.features(picture).get("relu2_1"));
            assertFalse(feature.equals(other.features(picture).get("relu2_1")));
        }
    }

    @Test
    void filesThatAreNoVgg() throws IOException {
        Path other = folder.resolve("other.safetensors");
        SafeTensors.write(other, Map.of("fire2.weight", HostTensor.of(new float[1], 1)), Map.of());
        assertEquals("urn:bottega:problem:unsuitable-weights", problem(other, "relu1_1"));

        var wrongShape = tiny("conv1_1", "conv1_2", "conv2_1");
        wrongShape.put("conv1_2.weight", HostTensor.of(new float[4 * 9], 1, 4, 3, 3));
        Path wrong = folder.resolve("wrong.safetensors");
        SafeTensors.write(wrong, wrongShape, Map.of());
        assertEquals("urn:bottega:problem:unsuitable-weights", problem(wrong, "relu1_2"));

        var notFinite = tiny("conv1_1", "conv1_2", "conv2_1");
        notFinite.put("conv1_1.bias", HostTensor.of(new float[] {Float.NaN}, 1));
        Path nan = folder.resolve("nan.safetensors");
        SafeTensors.write(nan, notFinite, Map.of());
        assertEquals("urn:bottega:problem:unsuitable-weights", problem(nan, "relu1_1"));

        Path sound = folder.resolve("sound.safetensors");
        SafeTensors.write(sound, tiny("conv1_1", "conv1_2", "conv2_1"), Map.of());
        assertEquals("urn:bottega:problem:unknown-layer", problem(sound, "relu5_1"));
    }

    private static String problem(Path file, String tap) {
        return assertThrows(
                        ProblemException.class,
                        () -> Vgg19.load(file, Set.of(tap), Pooling.MAX).close())
                .problem()
                .type();
    }

    /** One filter a layer, 1 in the middle of the first channel, bias -1. */
    private static Map<String, HostTensor> tiny(String... names) {
        var tensors = new LinkedHashMap<String, HostTensor>();
        int channels = 3;
        for (String name : names) {
            float[] weight = new float[channels * 9];
            weight[4] = 1;
            tensors.put(name + ".weight", HostTensor.of(weight, 1, channels, 3, 3));
            tensors.put(name + ".bias", HostTensor.of(new float[] {-1}, 1));
            channels = 1;
        }
        return tensors;
    }

    private static NDArray noise(NDManager manager, long seed, int side) {
        var random = new Random(seed);
        float[] values = new float[3 * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return manager.create(values, new Shape(1, 3, side, side));
    }
}
