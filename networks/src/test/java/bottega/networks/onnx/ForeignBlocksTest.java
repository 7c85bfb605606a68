package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.basicmodelzoo.cv.classification.AlexNet;
import ai.djl.basicmodelzoo.cv.classification.GoogLeNet;
import ai.djl.basicmodelzoo.cv.classification.LeNet;
import ai.djl.basicmodelzoo.cv.classification.MobileNetV1;
import ai.djl.basicmodelzoo.cv.classification.MobileNetV2;
import ai.djl.basicmodelzoo.cv.classification.NiN;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.basicmodelzoo.cv.classification.SqueezeNet;
import ai.djl.basicmodelzoo.cv.classification.VGG;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.onnx.proto.OnnxMl.ModelProto;
import bottega.networks.engine.TorchEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks that are not ours: DJL's own zoo. Each export compares ONNX Runtime with DJL at batch 1, 3 and 2. */
class ForeignBlocksTest {
    private static final double LEAST_DEVIATION = 0.1;

    @TempDir
    private Path folder;

    /**
     * @param small the smallest picture that something is left of
     * @param published the size that its authors use
     */
    private record Foreign(String name, Shape small, Shape published, LongFunction<Block> factory) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Foreign colour(String name, int small, LongFunction<Block> factory) {
        return new Foreign(name, new Shape(3, small, small), new Shape(3, 224, 224), factory);
    }

    private static Foreign resNet(int layers) {
        return colour(
                "ResNetV1-" + layers,
                64,
                classes -> ResNetV1.builder()
                        .setImageShape(new Shape(3, 224, 224))
                        .setNumLayers(layers)
                        .setOutSize(classes)
                        .build());
    }

    /** @param convolutions before each of the five poolings */
    private static Foreign vgg(int... convolutions) {
        int[] channels = {64, 128, 256, 512, 512};
        int[][] architecture = IntStream.range(0, channels.length)
                .mapToObj(i -> new int[] {convolutions[i], channels[i]})
                .toArray(int[][]::new);
        int layers = IntStream.of(convolutions).sum() + 3;
        return colour(
                "VGG" + layers,
                32,
                classes -> VGG.builder()
                        .setNumLayers(layers)
                        .setConvArch(architecture)
                        .setOutSize(classes)
                        .build());
    }

    private static Stream<Foreign> light() {
        return Stream.of(
                new Foreign(
                        "Mlp",
                        new Shape(1, 8, 8),
                        new Shape(1, 28, 28),
                        classes -> new Mlp(64, Math.toIntExact(classes), new int[] {32, 16})),
                new Foreign(
                        "LeNet",
                        new Shape(1, 28, 28),
                        new Shape(1, 28, 28),
                        classes -> LeNet.builder().setOutSize(classes).build()),
                colour("AlexNet", 96, classes -> AlexNet.builder().build()),
                vgg(1, 1, 2, 2, 2),
                colour(
                        "GoogLeNet",
                        64,
                        classes -> GoogLeNet.builder().setOutSize(classes).build()),
                colour("NiN", 96, classes -> NiN.builder().build()),
                colour("SqueezeNet", 64, classes -> SqueezeNet.squeezenet(Math.toIntExact(classes))),
                resNet(18),
                resNet(50),
                colour(
                        "MobileNetV1",
                        64,
                        classes -> MobileNetV1.builder().setOutSize(classes).build()),
                colour(
                        "MobileNetV2",
                        64,
                        classes -> MobileNetV2.builder().setOutSize(classes).build()));
    }

    private static Stream<Foreign> all() {
        return Stream.concat(
                light().filter(foreign -> !foreign.name().equals("Mlp")),
                Stream.of(
                        vgg(2, 2, 2, 2, 2),
                        vgg(2, 2, 3, 3, 3),
                        vgg(2, 2, 4, 4, 4),
                        resNet(34),
                        resNet(101),
                        resNet(152)));
    }

    @ParameterizedTest
    @MethodSource("light")
    void exportsAndAgrees(Foreign foreign) throws Exception {
        export(foreign, 10, foreign.small());
    }

    /** Those that end in global pooling. */
    private static Stream<Foreign> ofAnySize() {
        return light().filter(foreign ->
                Set.of("NiN", "SqueezeNet", "ResNetV1-18", "MobileNetV2").contains(foreign.name()));
    }

    @ParameterizedTest
    @MethodSource("ofAnySize")
    void heightAndWidthStayFreeAndBatchNormalisationFolds(Foreign foreign) throws Exception {
        TorchEngine.get().setRandomSeed(1);
        try (NDManager manager = TorchEngine.newManager()) {
            Block block = prepared(foreign, 10, new Shape(3, 96, 96), manager);
            Path file = folder.resolve("model.onnx");
            OnnxExporter.export(
                    block, ExportOptions.input("data", new Shape(3, -1, -1)).foldBatchNorms(), file);
            assertEquals(
                    List.of(-1L, 3L, -1L, -1L),
                    OnnxFile.read(file).inputs().getFirst().shape());
            try (var in = Files.newInputStream(file)) {
                assertTrue(ModelProto.parseFrom(in).getGraph().getNodeList().stream()
                        .noneMatch(node -> node.getOpType().equals("BatchNormalization")));
            }
        }
    }

    @Tag("large")
    @ParameterizedTest
    @MethodSource("all")
    void exportsAndAgreesAtItsPublishedSize(Foreign foreign) throws Exception {
        export(foreign, 1000, foreign.published());
    }

    private static Block prepared(Foreign foreign, long classes, Shape shape, NDManager manager) {
        Block block = foreign.factory().apply(classes);
        block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(shape));
        try (NDManager pass = manager.newSubManager()) {
            NDArray inputs = pass.randomNormal(new Shape(4).addAll(shape));
            RandomNetworks.randomise(block, inputs);
            spread(block, inputs);
        }
        return block;
    }

    private void export(Foreign foreign, long classes, Shape shape) throws Exception {
        TorchEngine.get().setRandomSeed(1);
        try (NDManager manager = TorchEngine.newManager()) {
            Block block = prepared(foreign, classes, shape, manager);
            long start = System.nanoTime();
            ExportReport report = OnnxExporter.export(
                    block, ExportOptions.input("data", shape).output("logits"), folder.resolve("model.onnx"));
            double seconds = (System.nanoTime() - start) / 1e9;

            OutputAgreement logits = report.outputs().getFirst();
            System.out.printf(
                    "%s at %s: %d MB, %.1f s, largest difference %.2g, deviation %.2g%n",
                    foreign, shape, report.bytes() >> 20, seconds, logits.largestDifference(), logits.deviation());
            assertEquals(List.of(1, 3, 2), report.batchSizes());
            assertTrue(logits.deviation() >= LEAST_DEVIATION, logits.toString());
            assertTrue(logits.largestDifference() <= 1e-4 * Math.max(1, logits.deviation()), logits.toString());
        }
    }

    /**
     * Networks without normalisation answer nearly the same to everything as they are initialised; larger weights spread
     * the answers. What all layers together lack is shared out among them.
     */
    private static void spread(Block block, NDArray inputs) {
        List<Parameter> weights = block.getParameters().values().stream()
                .filter(parameter -> parameter.getType() == Parameter.Type.WEIGHT)
                .toList();
        for (int tries = 0; tries < 40; tries++) {
            double lacking = 2 * LEAST_DEVIATION / Deviation.across(TracedRuns.run(block, List.of(inputs)));
            if (lacking <= 1) {
                return;
            }
            double factor = Math.min(1.5, Math.pow(1.2 * lacking, 1.0 / weights.size()));
            weights.forEach(parameter -> parameter.getArray().muli(factor));
        }
    }
}
