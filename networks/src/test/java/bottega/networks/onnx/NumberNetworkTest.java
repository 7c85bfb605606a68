package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.common.model.ModelColumn;
import bottega.common.model.ModelManifest;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.ParameterNames;
import bottega.networks.zoo.NumberInput;
import bottega.networks.zoo.NumberNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberNetworkTest {
    private static final float[] MEAN = {2012.5f, -3, 0};
    private static final float[] DEVIATION = {7.5f, 0.25f, 1};
    private static final float[] ROWS = {2000, -3, 0, 2025, -2.5f, 1, 2012, -3.5f, -4, 2013, -2.75f, 12};

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
    @EnumSource
    void exportsWithItsInputAsItIsMeasured(NumberNetwork type) throws IOException {
        Block network = network(type, type == NumberNetwork.MLP ? List.of(5, 4) : List.of());
        NDArray rows = manager.create(ROWS, new Shape(4, 3));
        Path file = folder.resolve("model.onnx");

        ModelManifest written = ClassifierExporter.export(network, manifest(type), rows, file);

        assertTrue(written.parity().largestDifference() <= written.parity().tolerance(), written.toString());
        assertEquals(List.of("probabilities", "embedding"), written.outputs());
        OnnxFile.Tensor input = OnnxFile.read(file).inputs().getFirst();
        assertEquals("numbers", input.name());
        assertEquals("FLOAT", input.type());
    }

    /** (x - mean) / deviation in double precision; the quotients and differences here are exact in float32 too but one. */
    @Test
    void standardises() {
        Block network = network(NumberNetwork.LINEAR, List.of());
        var parameters = ParameterNames.of(network);
        assertEquals(
                List.of("input.mean", "input.deviation", "fc.weight", "fc.bias"), List.copyOf(parameters.keySet()));
        parameters.get("fc.weight").getArray().set(new float[] {1, 0, 0, 0, 1, 0});
        float[] logits =
                OnnxExporter.run(network, manager.create(ROWS, new Shape(4, 3))).toFloatArray();
        float[] expected = new float[8];
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 2; column++) {
                expected[2 * row + column] =
                        (float) ((ROWS[3 * row + column] - (double) MEAN[column]) / DEVIATION[column]);
            }
        }
        assertArrayEquals(expected, logits, 1e-6f);
    }

    @Test
    void aDeviationOfNothingIsRefused() {
        Block network = network(NumberNetwork.LINEAR, List.of());
        assertThrows(
                IllegalArgumentException.class,
                () -> NumberInput.set(network, new float[] {0, 0, 0}, new float[] {1, 0, 1}));
        assertThrows(
                IllegalArgumentException.class, () -> NumberInput.set(network, new float[] {0, 0}, new float[] {1, 1}));
    }

    private Block network(NumberNetwork type, List<Integer> hidden) {
        Block network = type.create(2, hidden);
        TorchEngine.get().setRandomSeed(3);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
        NumberInput.set(network, MEAN, DEVIATION);
        return network;
    }

    private static ModelManifest manifest(NumberNetwork type) {
        return new ModelManifest(
                ModelManifest.SCHEMA,
                type.publicName(),
                null,
                List.of("a", "b"),
                null,
                null,
                null,
                null,
                null,
                List.of(
                        new ModelColumn("year", 2000, 2025, MEAN[0], DEVIATION[0]),
                        new ModelColumn("x", -4, -2, MEAN[1], DEVIATION[1]),
                        new ModelColumn("y", -4, 12, MEAN[2], DEVIATION[2])),
                List.of(),
                null,
                Map.of(),
                null);
    }
}
