package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import bottega.common.image.CropPolicy;
import bottega.common.model.ModelManifest;
import bottega.common.model.ModelManifest.Parity;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.ParameterNames;
import bottega.networks.onnx.ClassifierExporter;
import bottega.networks.onnx.RandomNetworks;
import bottega.networks.onnx.RandomPictures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every network of the zoo must do: learn a step without leaving the numbers, and come out as ONNX with the same
 * answers. In the normal run on small pictures and without the heaviest networks; under the tag {@code large} all of
 * them at their published size, with a thousand classes.
 */
class ZooTest {
    /** Where there are no maps, or more than a linear layer stands behind them, or none as in SqueezeNet. */
    private static final Set<NetworkType> WITHOUT_CLASS_MAPS = EnumSet.of(
            NetworkType.LINEAR,
            NetworkType.LENET,
            NetworkType.LENET5,
            NetworkType.ALEXNET,
            NetworkType.SQUEEZENET,
            NetworkType.SQUEEZENET_1_1,
            NetworkType.VGG_M,
            NetworkType.VGG16,
            NetworkType.VGG19,
            NetworkType.PERCEPTRON,
            NetworkType.MLP_28,
            NetworkType.MLP_5);

    /** Weights, gradients and the copies of an export: beyond this a network takes gigabytes. */
    private static final long HEAVY_PARAMETERS = 50_000_000;

    /** Maps of a few places are left behind the last layer, so that batch normalisation has something to normalise. */
    private static final int SMALL_SIZE = 64;

    @TempDir
    private Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** Those that the property {@code networks} names, {@code -Dnetworks=vgg19,alexnet}; without it all. */
    private static Stream<NetworkType> networks() {
        String named = System.getProperty("networks", "");
        return Arrays.stream(NetworkType.values())
                .filter(type -> named.isBlank() || List.of(named.split(",")).contains(type.publicName()));
    }

    private static Stream<NetworkType> lightNetworks() {
        return networks().filter(type -> NetworkSummary.of(type, 1000).parameters() < HEAVY_PARAMETERS);
    }

    private static int smallSize(NetworkType type) {
        return Math.min(type.inputSize(), Math.max(type.leastInputSize(), SMALL_SIZE));
    }

    @ParameterizedTest
    @MethodSource("lightNetworks")
    void learnsAStep(NetworkType type) {
        assertLearnsAStep(type, 10, smallSize(type), 4);
    }

    @ParameterizedTest
    @MethodSource("lightNetworks")
    void exportsAndAgreesWithDjl(NetworkType type) throws Exception {
        assertExports(type, 10, smallSize(type));
    }

    @Tag("large")
    @ParameterizedTest
    @MethodSource("networks")
    void learnsAStepAtItsPublishedSize(NetworkType type) {
        assertLearnsAStep(type, 1000, type.inputSize(), 2);
    }

    @Tag("large")
    @ParameterizedTest
    @MethodSource("networks")
    void exportsAndAgreesWithDjlAtItsPublishedSize(NetworkType type) throws Exception {
        ModelManifest written = assertExports(type, 1000, type.inputSize());
        if (NetworkPage.UPDATE) {
            NetworkPage.recordExport(type, type.inputSize(), written);
        }
    }

    /** Every trainable parameter has a part in the answer, and stays a number when it follows its gradient. */
    private void assertLearnsAStep(NetworkType type, int classes, int size, int pictures) {
        TorchEngine.get().setRandomSeed(3);
        Block network = type.create(classes);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, size, size, 3));
        Map<String, Parameter> parameters = ParameterNames.of(network);
        parameters
                .values()
                .forEach(parameter -> parameter.getArray().setRequiresGradient(parameter.requiresGradient()));
        NDArray labels =
                manager.create(IntStream.range(0, pictures).map(i -> i % 2).toArray());
        try (var collector = TorchEngine.get().newGradientCollector()) {
            var input = new NDList(pictures(pictures, size));
            var logits = network.forward(new ParameterStore(manager, false), input, true);
            assertEquals(new Shape(pictures, classes), logits.singletonOrThrow().getShape());
            NDArray loss = Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), logits);
            assertTrue(Float.isFinite(loss.getFloat()), () -> "loss " + loss.getFloat());
            collector.backward(loss);
        }
        parameters.forEach((name, parameter) -> {
            NDArray array = parameter.getArray();
            if (parameter.requiresGradient()) {
                NDArray gradient = array.getGradient();
                double largest = gradient.abs().max().getFloat();
                assertTrue(Double.isFinite(largest) && largest > 0, () -> name + ": largest gradient " + largest);
                array.subi(gradient.mul(0.01));
            }
            assertTrue(Float.isFinite(array.abs().max().getFloat()), () -> name + " after the step");
        });
    }

    private ModelManifest assertExports(NetworkType type, int classes, int size) throws Exception {
        Block network = RandomNetworks.of(type, classes, size, manager);
        var manifest = new ModelManifest(
                ModelManifest.SCHEMA,
                type.publicName(),
                IntStream.range(0, classes).mapToObj(i -> "class " + i).toList(),
                size,
                size,
                CropPolicy.CENTER_CROP,
                "test",
                List.of(),
                null,
                Map.of(),
                null);

        ModelManifest written = ClassifierExporter.export(
                network, manifest, RandomPictures.toCompare(size, manager), folder.resolve("model.onnx"));

        Parity parity = written.parity();
        System.out.printf(
                "%s at %d, %d classes: largest difference %.2g, deviation %.2g, tolerance %.2g, outputs %s%n",
                type.publicName(),
                size,
                classes,
                parity.largestDifference(),
                parity.deviation(),
                parity.tolerance(),
                written.outputs());
        assertTrue(parity.largestDifference() <= 1e-4 * Math.max(1, parity.deviation()), parity.toString());
        assertTrue(parity.deviation() >= 0.1, parity.toString());
        assertEquals(List.of(1, 3, 2), parity.batchSizes());
        assertTrue(
                written.outputs().contains(ClassifierExporter.EMBEDDING),
                written.outputs().toString());
        assertEquals(
                !WITHOUT_CLASS_MAPS.contains(type),
                written.outputs().contains(ClassifierExporter.CLASS_MAPS),
                written.outputs().toString());
        return written;
    }

    private NDArray pictures(int count, int size) {
        return RandomPictures.of(count, size, count, manager);
    }
}
