package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.onnx.proto.OnnxMl.GraphProto;
import bottega.networks.engine.TorchEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit into a file, and what a failed export leaves behind: nothing. */
class LimitsTest {
    @TempDir
    private Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        TorchEngine.get().setRandomSeed(1);
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void parametersOfMoreThanTwoGigabytesAreRefusedBeforeAnythingRuns() {
        Block block = Linear.builder().setUnits(4).build();
        // Never written to, so the system never gives it memory.
        block.getParameters().get("weight").setArray(manager.create(new Shape(4, 200_000_000)));
        Path file = folder.resolve("model.onnx");
        String message = assertThrows(
                        ExportException.class,
                        () -> OnnxExporter.export(block, ExportOptions.input("data", new Shape(4)), file))
                .getMessage();
        assertTrue(message.contains("3200000000 bytes") && message.contains("2147483647"), message);
        assertFalse(Files.exists(file));
    }

    @Test
    void aConstantOfMoreThanTwoGigabytesIsRefusedWhenItIsWritten() {
        var huge = Initializer.of("huge", DataType.FLOAT32, new long[] {600_000_000}, () -> ByteBuffer.allocate(0));
        var model = new ModelSource(GraphProto.getDefaultInstance(), List.of(huge), Opset.USUAL, Map.of());
        assertThrows(ExportException.class, () -> model.write(folder.resolve("model.onnx")));
    }

    @Test
    void aFailedExportLeavesWhatWasThere() throws Exception {
        Path file = folder.resolve("model.onnx");
        Files.writeString(file, "the one before");
        Block block = Linear.builder().setUnits(4).build();
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        // All answers are the same, which only the comparison finds out.
        block.getParameters().get("weight").getArray().muli(0);
        assertThrows(
                ExportException.class,
                () -> OnnxExporter.export(block, ExportOptions.input("data", new Shape(4)), file));
        assertEquals("the one before", Files.readString(file));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void anExportReplacesWhatWasThere() throws Exception {
        Path file = folder.resolve("model.onnx");
        Files.writeString(file, "the one before");
        Block block = new SequentialBlock().add(Linear.builder().setUnits(4).build());
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        var options = ExportOptions.input("data", new Shape(4)).metadata("author", "somebody");
        ExportReport report = OnnxExporter.export(block, options, file);
        assertEquals(report.bytes(), Files.size(file));
        assertEquals(Map.of("author", "somebody"), OnnxFile.read(file).metadata());
        // The parameters' own bytes.
        float[] weight = block.getParameters().get("01Linear_weight").getArray().toFloatArray();
        float[] written = new float[weight.length];
        OnnxExporter.export(block, options).proto().getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals("01Linear_weight"))
                .forEach(tensor -> tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(written));
        assertArrayEquals(weight, written);
    }
}
