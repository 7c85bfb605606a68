package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import bottega.networks.engine.TorchEngine;
import bottega.networks.onnx.ParityCheck.Expected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that cannot fail checks nothing. */
class ParityCheckTest {
    private NDManager manager;
    private Block block;
    private NDArray input;
    private Path model;

    @BeforeEach
    void export(@TempDir Path folder) throws IOException {
        TorchEngine.get().setRandomSeed(1);
        manager = TorchEngine.newManager();
        block = new SequentialBlock().add(Linear.builder().setUnits(3).build());
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        input = manager.randomNormal(new Shape(5, 4));
        model = folder.resolve("model.onnx");
        OnnxExporter.export(block, "data", new Shape(4), "result").write(model);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void agreementIsMeasured() {
        var parity = check(OnnxExporter.run(block, input));
        assertTrue(parity.requireAgreement(1).largestDifference() < 1e-5);
        assertEquals(List.of(5), parity.requireAgreement(1).batchSizes());
    }

    @Test
    void oneWrongNumberOfFifteenIsEnough() {
        float[] wrong = OnnxExporter.run(block, input).toFloatArray();
        wrong[7] += 0.001f;
        var parity = check(manager.create(wrong, new Shape(5, 3)));
        String message = assertThrows(ExportException.class, () -> parity.requireAgreement(1))
                .getMessage();
        assertTrue(message.contains("result[7]"), message);
    }

    @Test
    void noNumberIsNoAgreement() {
        float[] wrong = OnnxExporter.run(block, input).toFloatArray();
        wrong[2] = Float.NaN;
        var parity = check(manager.create(wrong, new Shape(5, 3)));
        assertThrows(ExportException.class, () -> parity.requireAgreement(1));
    }

    @Test
    void anotherShapeIsNoAgreement() {
        NDArray transposed = OnnxExporter.run(block, input).transpose();
        assertThrows(ExportException.class, () -> check(transposed));
    }

    @Test
    void outputsThatHardlyDifferProveNothing() {
        var parity = check(OnnxExporter.run(block, input));
        assertThrows(ExportException.class, () -> parity.requireAgreement(0.09));
    }

    @Test
    void deviationIsTakenAcrossInputs() {
        // Two outputs: one constant, one -1 or 1; variances 0 and 1.
        NDArray outputs = manager.create(new float[] {5, -1, 5, 1}, new Shape(2, 2));
        assertEquals(Math.sqrt(0.5), Deviation.across(List.of(outputs)), 1e-12);
    }

    private ParityCheck check(NDArray expected) {
        var parity = new ParityCheck();
        try (var opened = RuntimeModel.open(model)) {
            parity.compare(opened, Map.of("data", input), List.of(new Expected("result", expected)));
        }
        return parity;
    }
}
