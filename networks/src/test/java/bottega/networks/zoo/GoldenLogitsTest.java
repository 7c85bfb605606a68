package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import bottega.common.image.CropPolicy;
import bottega.common.model.ModelManifest;
import bottega.networks.SharedData;
import bottega.networks.engine.TorchEngine;
import bottega.networks.onnx.ClassifierExporter;
import bottega.networks.weights.TensorFile;
import bottega.networks.weights.load.WeightLoader;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks with weights from files against logits that other programs computed. */
class GoldenLogitsTest {
    private static final List<String> PICTURES = List.of("bird", "cat", "grace_hopper", "hot_dog");
    private static final int SIZE = 227;

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

    /** Random weights with statistics that matter; the inputs are numbers already, not pixels. */
    @ParameterizedTest
    @ValueSource(strings = {"golden/mobilenet_v2.safetensors", "golden/mobilenet_v2.pth"})
    void mobileNetV2(String weights) throws Exception {
        Block body = NetworkType.MOBILENET_V2.body(10);
        body.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 224, 224));
        load(body, weights);
        try (TensorFile golden = TensorFile.open(SharedData.require("golden/mobilenet_v2-io.safetensors"))) {
            NDArray logits = logits(body, golden.read("input", manager));
            // float32 sums of at most 1,280 terms through 53 layers, in whatever order the processor likes
            assertClose(golden.read("logits", manager), logits, 1e-4);
        }
    }

    /** ImageNet's weights under Caffe's names, on pictures: channel order, mean and the hanging windows must be right. */
    @Test
    void squeezeNetWithItsRealWeights() throws Exception {
        assertClose(goldenLogits(), logits(squeezeNet(), pictures()), 1e-3);
    }

    @Test
    void squeezeNetWithItsRealWeightsInOnnxRuntime() throws Exception {
        NDArray pictures = pictures();
        Path file = folder.resolve("model.onnx");
        ModelManifest written = ClassifierExporter.export(squeezeNet(), manifest(), pictures, file);
        assertTrue(written.parity().largestDifference() <= written.parity().tolerance(), written.toString());
        // The file gives the softmax; a logit is its logarithm and one number more that the picture's logits share.
        NDArray expected = goldenLogits();
        NDArray shared = expected.exp().sum(new int[] {1}, true).log();
        NDArray actual = manager.create(probabilities(file, pictures)).log().add(shared);
        assertClose(expected, actual, 1e-3);
    }

    private Block squeezeNet() throws Exception {
        Block network = NetworkType.SQUEEZENET.create(1000, Preprocessing.CAFFE);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, SIZE, SIZE, 3));
        load(network, "weights/squeezenet_v1.0_decoded.safetensors");
        return network;
    }

    private static void load(Block block, String file) throws Exception {
        try (TensorFile weights = TensorFile.open(SharedData.require(file))) {
            WeightLoader.load(block, weights);
        }
    }

    private NDArray goldenLogits() throws Exception {
        try (TensorFile golden = TensorFile.open(SharedData.require("golden/squeezenet_v1.0/logits.safetensors"))) {
            var rows = new NDList();
            for (String picture : PICTURES) {
                rows.add(golden.read(picture + "_logits", manager));
            }
            return NDArrays.stack(rows);
        }
    }

    /** uint8 {@code [4, 227, 227, 3]}. */
    private NDArray pictures() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(PICTURES.size() * SIZE * SIZE * 3);
        for (String picture : PICTURES) {
            BufferedImage image = ImageIO.read(SharedData.require("golden/squeezenet_v1.0/" + picture + ".png")
                    .toFile());
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    int colour = image.getRGB(x, y);
                    bytes.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
                }
            }
        }
        return manager.create(bytes.flip(), new Shape(PICTURES.size(), SIZE, SIZE, 3), DataType.UINT8);
    }

    private static ModelManifest manifest() {
        return new ModelManifest(
                ModelManifest.SCHEMA,
                "squeezenet",
                IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList(),
                SIZE,
                SIZE,
                CropPolicy.CENTER_CROP,
                "test",
                List.of(),
                null,
                Map.of(),
                null);
    }

    private static NDArray logits(Block network, NDArray input) {
        return network.forward(new ParameterStore(input.getManager(), false), new NDList(input), false)
                .singletonOrThrow();
    }

    private static void assertClose(NDArray expected, NDArray actual, double tolerance) {
        assertEquals(expected.getShape(), actual.getShape());
        float difference = expected.sub(actual).abs().max().getFloat();
        assertTrue(difference <= tolerance, () -> "largest difference " + difference);
    }

    private static float[][] probabilities(Path file, NDArray pictures) throws Exception {
        ByteBuffer bytes = pictures.toByteBuffer();
        ByteBuffer direct =
                ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(Files.readAllBytes(file), new OrtSession.SessionOptions());
                OnnxTensor input = OnnxTensor.createTensor(
                        environment, direct, pictures.getShape().getShape(), OnnxJavaType.UINT8);
                var result = session.run(Map.of(ClassifierExporter.INPUT, input))) {
            return (float[][])
                    result.get(ClassifierExporter.PROBABILITIES).orElseThrow().getValue();
        }
    }
}
