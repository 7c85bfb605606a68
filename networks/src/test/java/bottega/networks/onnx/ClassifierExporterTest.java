package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import bottega.common.image.CropPolicy;
import bottega.common.model.ModelManifest;
import bottega.common.model.Task;
import bottega.networks.engine.TorchEngine;
import bottega.networks.zoo.NetworkType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierExporterTest {
    private static final List<String> LABELS = List.of("meander", "guilloche", "rosette");

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

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "LENET", "RESNET8"})
    void everyNetworkExportsAndAgreesWithDjl(NetworkType type) throws Exception {
        int size = type.inputSize();
        Block network = RandomNetworks.of(type, LABELS.size(), size, manager);
        Path file = folder.resolve("model.onnx");

        ModelManifest written =
                ClassifierExporter.export(network, manifest(type, size), RandomPictures.toCompare(size, manager), file);

        assertTrue(written.parity().largestDifference() <= written.parity().tolerance(), written.toString());
        assertTrue(written.parity().deviation() >= 0.1, written.toString());
        assertEquals(List.of(1, 3, 2), written.parity().batchSizes());
        assertEquals(type == NetworkType.RESNET8, written.outputs().contains("class_maps"));
        // A batch size that no trace has seen, and pictures that the export has not seen either.
        NDArray pictures = pictures(7, size);
        float[] expected = OnnxExporter.run(network, pictures).softmax(1).toFloatArray();
        float[][] actual = probabilities(file, pictures);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i / LABELS.size()][i % LABELS.size()], 1e-4, "element " + i);
        }
    }

    /** With class maps and without. */
    @ParameterizedTest
    @EnumSource(names = {"LENET", "RESNET8"})
    void severalLabelsAPictureGetASigmoid(NetworkType type) throws Exception {
        int size = type.inputSize();
        Block network = RandomNetworks.of(type, LABELS.size(), size, manager);
        Path file = folder.resolve("model.onnx");

        ModelManifest written = ClassifierExporter.export(
                network, severalLabels(manifest(type, size)), RandomPictures.toCompare(size, manager), file);

        assertEquals(Task.MULTI_LABEL, written.task());
        assertTrue(written.outputs().contains("probabilities"));
        NDArray pictures = pictures(7, size);
        float[] logits = OnnxExporter.run(network, pictures).toFloatArray();
        float[][] actual = probabilities(file, pictures);
        for (int i = 0; i < logits.length; i++) {
            assertEquals(
                    1 / (1 + Math.exp(-logits[i])), actual[i / LABELS.size()][i % LABELS.size()], 1e-4, "element " + i);
        }
    }

    private static ModelManifest severalLabels(ModelManifest one) {
        return new ModelManifest(
                one.schema(),
                one.network(),
                Task.MULTI_LABEL,
                one.labels(),
                null,
                one.inputWidth(),
                one.inputHeight(),
                one.cropPolicy(),
                one.resampler(),
                null,
                one.outputs(),
                one.provenance(),
                one.metrics(),
                one.parity());
    }

    @Test
    void theManifestTravelsInTheFile() throws Exception {
        Block network = RandomNetworks.of(NetworkType.LENET, LABELS.size(), 32, manager);
        Path file = folder.resolve("model.onnx");
        ModelManifest written = ClassifierExporter.export(
                network, manifest(NetworkType.LENET, 32), RandomPictures.toCompare(32, manager), file);
        try (var session =
                OrtEnvironment.getEnvironment().createSession(file.toString(), new OrtSession.SessionOptions())) {
            String json = session.getMetadata().getCustomMetadata().get(ModelManifest.KEY);
            assertEquals(written, new ObjectMapper().readValue(json, ModelManifest.class));
            assertEquals(LABELS, written.labels());
        }
    }

    @Test
    void theMeanOfAClassMapIsItsLogit() throws Exception {
        Block network = RandomNetworks.of(NetworkType.RESNET8, LABELS.size(), 64, manager);
        Path file = folder.resolve("model.onnx");
        ClassifierExporter.export(
                network, manifest(NetworkType.RESNET8, 64), RandomPictures.toCompare(64, manager), file);
        NDArray pictures = pictures(2, 64);
        NDArray logits = OnnxExporter.run(network, pictures);
        try (var session = OrtEnvironment.getEnvironment()
                        .createSession(file.toString(), new OrtSession.SessionOptions());
                var input = tensor(pictures);
                var result = session.run(Map.of("image", input))) {
            float[][][][] maps =
                    (float[][][][]) result.get("class_maps").orElseThrow().getValue();
            for (int n = 0; n < 2; n++) {
                for (int c = 0; c < LABELS.size(); c++) {
                    double sum = 0;
                    for (float[] row : maps[n][c]) {
                        for (float value : row) {
                            sum += value;
                        }
                    }
                    double places = maps[n][c].length * maps[n][c][0].length;
                    assertEquals(logits.getFloat(n, c), sum / places, 1e-3, "picture " + n + ", class " + c);
                }
            }
        }
    }

    @Test
    void aNetworkThatAnswersTheSameToEverythingIsRefusedAndLeavesNoFile() {
        Block network = RandomNetworks.of(NetworkType.LENET, LABELS.size(), 32, manager);
        NDArray head = network.getParameters()
                .get(network.getParameters().size() - 2)
                .getValue()
                .getArray();
        head.subi(head.duplicate());
        Path file = folder.resolve("model.onnx");
        var refused = assertThrows(
                ExportException.class,
                () -> ClassifierExporter.export(
                        network, manifest(NetworkType.LENET, 32), RandomPictures.toCompare(32, manager), file));
        assertTrue(refused.getMessage().contains("nearly the same"), refused.getMessage());
        assertFalse(Files.exists(file));
    }

    private static ModelManifest manifest(NetworkType type, int size) {
        return new ModelManifest(
                ModelManifest.SCHEMA,
                type.publicName(),
                LABELS,
                size,
                size,
                CropPolicy.CENTER_CROP,
                "test",
                List.of(),
                null,
                Map.of("accuracy", 0.5),
                null);
    }

    private NDArray pictures(int count, int size) {
        return RandomPictures.of(count, size, count, manager);
    }

    private float[][] probabilities(Path file, NDArray pictures) throws OrtException {
        try (var session = OrtEnvironment.getEnvironment()
                        .createSession(file.toString(), new OrtSession.SessionOptions());
                var input = tensor(pictures);
                var result = session.run(Map.of("image", input))) {
            return (float[][]) result.get("probabilities").orElseThrow().getValue();
        }
    }

    private static OnnxTensor tensor(NDArray pictures) throws OrtException {
        ByteBuffer bytes = pictures.toByteBuffer();
        ByteBuffer direct =
                ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip();
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), direct, pictures.getShape().getShape(), OnnxJavaType.UINT8);
    }
}
