package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import bottega.networks.engine.TorchEngine;
import bottega.networks.tap.Tap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the way in for strangers offers: inputs, outputs, taps, types, names. */
class OnnxExporterTest {
    @TempDir
    private Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        TorchEngine.get().setRandomSeed(2);
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** A picture of bytes and a row of numbers in; their weighted mean and the largest number's place out. */
    private static final class Mixed extends AbstractBlock {
        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray picture = inputs.get(0).toType(DataType.FLOAT32, false).div(255f);
            NDArray row = inputs.get(1);
            NDArray mean = picture.reshape(picture.size(0), -1).mean(new int[] {1}, true);
            return new NDList(mean.mul(row), row.argMax(1));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return new Shape[] {inputShapes[1], new Shape(inputShapes[1].get(0))};
        }
    }

    @Test
    void severalInputsAndOutputsOfSeveralTypes() throws Exception {
        Block block = new Mixed();
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4, 4, 3), new Shape(1, 5));
        Path file = folder.resolve("model.onnx");
        ExportReport report = OnnxExporter.export(
                block,
                ExportOptions.input(InputSpec.of("picture", DataType.UINT8, new Shape(4, 4, 3)))
                        .andInput("row", DataType.FLOAT32, new Shape(5))
                        .output("weighted")
                        .output("place"),
                file);
        OnnxFile written = OnnxFile.read(file);
        assertEquals(
                List.of(
                        new OnnxFile.Tensor("picture", "UINT8", List.of(-1L, 4L, 4L, 3L)),
                        new OnnxFile.Tensor("row", "FLOAT", List.of(-1L, 5L))),
                written.inputs());
        assertEquals(
                List.of(
                        new OnnxFile.Tensor("weighted", "FLOAT", List.of(-1L, 5L)),
                        new OnnxFile.Tensor("place", "INT64", List.of(-1L))),
                written.outputs());
        assertEquals(
                List.of("weighted", "place"),
                report.outputs().stream().map(OutputAgreement::output).toList());
        // Whole numbers agree or do not.
        assertEquals(0, report.outputs().get(1).tolerance());
    }

    @Test
    void tapsAreOutputsOnRequest() throws Exception {
        Block block = perceptron();
        Path file = folder.resolve("model.onnx");
        OnnxExporter.export(
                block,
                ExportOptions.input("data", new Shape(4)).output("logits").tap("hidden"),
                file);
        assertEquals(
                List.of("logits", "hidden"),
                OnnxFile.read(file).outputs().stream()
                        .map(OnnxFile.Tensor::name)
                        .toList());
        assertTrue(refused(block, ExportOptions.input("data", new Shape(4)).tap("middle"))
                .contains("it has [hidden]"));
    }

    @Test
    void namesMustBeClear() {
        Block block = perceptron();
        var data = ExportOptions.input("data", new Shape(4));
        assertTrue(refused(block, data.output("one").output("two")).contains("returns 1 arrays"));
        assertTrue(refused(block, data.output("data")).contains("named 'data'"));
        assertTrue(refused(block, data.output("01Linear_weight")).contains("named '01Linear_weight'"));
        assertTrue(refused(block, data.output("hidden").tap("hidden")).contains("same name"));
        assertThrows(IllegalArgumentException.class, () -> ExportOptions.input(" ", new Shape(4)));
        assertThrows(IllegalArgumentException.class, () -> ExportOptions.input("data", new Shape(-1, -1, -1)));
    }

    @Test
    void examplesDecideWhatIsComparedOn() {
        Block block = perceptron();
        Examples always = (manager, type, shape) -> manager.ones(shape, type);
        String message = refused(
                block, ExportOptions.input(InputSpec.of("data", new Shape(4)).withExamples(always)));
        assertTrue(message.contains("nearly the same for every input"), message);
        Examples wrong = (manager, type, shape) -> manager.ones(new Shape(1, 4), type);
        message = refused(
                block, ExportOptions.input(InputSpec.of("data", new Shape(4)).withExamples(wrong)));
        assertTrue(message.contains("examples of input 'data'"), message);
    }

    @Test
    void probabilitiesVaryLittleAndAreComparedAllTheCloser() throws Exception {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(100).build())
                .add(list -> new NDList(list.singletonOrThrow().softmax(1)));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        OutputAgreement probabilities = OnnxExporter.export(
                        block, ExportOptions.input("data", new Shape(4)), folder.resolve("model.onnx"))
                .outputs()
                .getFirst();
        assertTrue(probabilities.deviation() < OutputAgreement.LEAST_DEVIATION);
        assertTrue(probabilities.tolerance() < 2e-5, probabilities::toString);
    }

    private static String refused(Block block, ExportOptions options) {
        return assertThrows(ExportException.class, () -> OnnxExporter.export(block, options))
                .getMessage();
    }

    private Block perceptron() {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(6).build())
                .add(new Tap("hidden"))
                .add(Linear.builder().setUnits(3).build());
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        return block;
    }
}
