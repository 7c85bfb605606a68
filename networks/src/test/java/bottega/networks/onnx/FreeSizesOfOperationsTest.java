package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.Layers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations at a free height and width, tried at every remainder that a stride can leave: where windows end at the edge,
 * hang over it or begin beyond it.
 */
class FreeSizesOfOperationsTest {
    private static final int SMALLEST = 6;
    private static final int LARGEST = 12;

    @TempDir
    private Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        TorchEngine.get().setRandomSeed(13);
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<Arguments> windows() {
        return Stream.of(1, 2, 3)
                .flatMap(kernel -> Stream.of(1, 2, 3)
                        .flatMap(stride -> Stream.of(0, 1)
                                .filter(padding -> 2 * padding <= kernel)
                                .flatMap(padding -> Stream.of(true, false)
                                        .map(ceiling -> Arguments.of(kernel, stride, padding, ceiling)))));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void pooling(int kernel, int stride, int padding, boolean ceiling) throws Exception {
        Shape window = new Shape(kernel, kernel);
        Shape step = new Shape(stride, stride);
        Shape border = new Shape(padding, padding);
        UnaryOperator<NDArray> largest = x -> Pool.maxPool2d(x, window, step, border, ceiling);
        UnaryOperator<NDArray> mean = x -> Pool.avgPool2d(x, window, step, border, ceiling, true);
        if (ceiling && stride + padding > kernel) {
            assertTrue(refused(largest).contains("runtimes disagree"));
            assertTrue(refused(mean).contains("runtimes disagree"));
        } else {
            agrees(largest);
            agrees(mean);
        }
    }

    @Test
    void meansWithoutPadding() throws Exception {
        Block block = Layers.averagePool(3, 2, 1, false, false);
        agrees(x -> block.forward(new ParameterStore(x.getManager(), false), new NDList(x), false)
                .singletonOrThrow());
    }

    @Test
    void poolingOverAllPlaces() throws Exception {
        agrees(x -> Pool.globalAvgPool2d(x).mul(100));
        agrees(Pool::globalMaxPool2d);
        agrees(x -> Pool.globalLpPool2d(x, 2));
        agrees(x -> Pool.lpPool2d(x, 2, new Shape(3, 3), new Shape(2, 2), new Shape(0, 0), true));
    }

    @Test
    void partsAndRepetitions() throws Exception {
        agrees(x -> x.get(":, :, 1:-1, ::2"));
        agrees(x -> x.get("..., 1:, -3"));
        agrees(x -> x.get(":, 0, 0:{}", x.size(2)));
        agrees(x -> x.flip(2, 3));
        agrees(x -> x.rotate90(1, new int[] {2, 3}));
        agrees(x -> x.repeat(2, 2).repeat(3, 3));
        agrees(x -> x.tile(new long[] {1, 1, 2, 2}));
        agrees(x -> x.pad(new Shape(1, 2, 3, 0), 0.5));
        agrees(x -> x.max(new int[] {2}, true).broadcast(x.getShape()));
        agrees(x -> NDArrays.stack(new NDList(x, x.neg()), 3));
        agrees(x -> x.maximum(x.zerosLike()));
        agrees(x -> NDArrays.concat(x.split(2, 1)));
        agrees(x -> x.getNDArrayInternal().interpolation(new long[] {5, 7}, 0, false));
        agrees(x -> x.sort(3));
        agrees(x -> x.argMax(2));
        agrees(x -> x.mean(new int[] {3}).mul(20).cumSum(2));
        agrees(x -> x.diff(1, 3));
        agrees(x -> x.matMul(x.swapAxes(2, 3)));
        agrees(x -> x.norm(new int[] {2, 3}));
    }

    @Test
    void whatNeedsAFixedSizeSaysSo() {
        assertTrue(refused(x -> x.getNDArrayInternal().interpolation(new long[] {5, 7}, 1, false))
                .contains("free height and width"));
    }

    private void agrees(UnaryOperator<NDArray> function) throws Exception {
        Block block = block(function);
        Path file = folder.resolve("model.onnx");
        OnnxExporter.export(block, options(), file);
        var parity = new ParityCheck();
        try (var model = RuntimeModel.open(file)) {
            for (int height = SMALLEST; height <= LARGEST; height++) {
                NDArray input = manager.randomNormal(new Shape(2, 2, height, LARGEST + SMALLEST - height));
                parity.compare(
                        model,
                        Map.of("data", input),
                        List.of(new ParityCheck.Expected("result", OnnxExporter.run(block, input))));
            }
        }
        // Sums of a hundred terms at most, in another order than the engine's.
        parity.agreements().forEach(agreement -> agreement.requireWithin(1e-5 * Math.max(1, agreement.magnitude())));
    }

    private String refused(UnaryOperator<NDArray> function) {
        return assertThrows(ExportException.class, () -> OnnxExporter.export(block(function), options()))
                .getMessage();
    }

    private static ExportOptions options() {
        return ExportOptions.input("data", new Shape(2, -1, -1)).output("result");
    }

    private Block block(UnaryOperator<NDArray> function) {
        Block block = new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow())));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 8, 8));
        return block;
    }
}
