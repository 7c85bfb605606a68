package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import bottega.networks.engine.TorchEngine;
import bottega.networks.trace.Tracer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays free in a file: the batch size, and height and width on request; each tried at sizes no trace has seen. */
class FreeSizesTest {
    @TempDir
    private Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        TorchEngine.get().setRandomSeed(3);
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theBatchAxisStaysFreeThroughReshapes() {
        // ShuffleNet's shuffle of 6 channels in 3 groups.
        batchIsFree(
                x -> x.reshape(x.size(0), 3, 2, 4, 5).transpose(0, 2, 1, 3, 4).reshape(x.size(0), 6, 4, 5));
        batchIsFree(x -> x.reshape(-1, 3, 2, 4, 5).transpose(0, 2, 1, 3, 4).reshape(-1, 6, 4, 5));
        batchIsFree(x -> x.reshape(-1, 40).mul(2));
        batchIsFree(x -> x.reshape(x.getShape().get(0), -1));
        batchIsFree(x -> x.flatten(1, 3));
        batchIsFree(NDArray::flatten);
        // Group normalisation's way there and back.
        batchIsFree(x -> x.reshape(x.size(0) * 3, 2 * 4 * 5).softmax(1).reshape(x.size(0), 6, 4, 5));
        // The batch is not in front.
        batchIsFree(x -> x.transpose(1, 0, 2, 3).reshape(6, -1).softmax(0));
        batchIsFree(x -> x.transpose(1, 2, 3, 0).reshape(6, 20, x.size(0)).transpose(2, 0, 1));
        // Twice in one shape.
        batchIsFree(x -> x.reshape(x.size(0), -1)
                .matMul(x.reshape(x.size(0), -1).transpose())
                .reshape(x.size(0), 1, x.size(0))
                .mul(0.1));
        batchIsFree(x -> x.reshape(x.size(0) * 6, 20).expandDims(1).squeeze(1));
    }

    @Test
    void aNumberMayFollowTheBatchSize() {
        batchIsFree(x -> x.mul(x.size(0)));
        batchIsFree(x -> x.div(x.size(0) * 2));
        batchIsFree(x -> x.mul(1f / x.size(0)));
    }

    @Test
    void anArrayOfOneNumberMayFollowTheBatchSize() {
        batchIsFree(x -> NDArrays.concat(new NDList(x, x.getManager().zeros(new Shape(x.size(0), 2, 4, 5))), 1));
        batchIsFree(x -> x.add(x.getManager().full(x.getShape(), 0.5f)));
    }

    @Test
    void otherExpressionsOfTheBatchSizeAreRefused() {
        assertTrue(batchIsRefused(x -> x.mul(x.size(0) + 1)).contains("depends on the batch size"));
        assertTrue(batchIsRefused(x -> x.add(x.getManager().arange(x.size(0)).reshape(-1, 1, 1, 1)))
                .contains("differs between two traces"));
        // 2N - 1 rows have no expression of one unknown number.
        String message = batchIsRefused(x ->
                NDArrays.concat(new NDList(x, x.getManager().ones(new Shape(2 * x.size(0) - 1, 6, 4, 5))), 0));
        assertTrue(message.contains("no constant times a product"), message);
    }

    @Test
    void heightAndWidthStayFreeInAFullyConvolutionalNetwork() throws Exception {
        Block block = convolutional();
        var options = ExportOptions.input("image", new Shape(3, -1, -1)).output("map");
        Path file = folder.resolve("model.onnx");
        ExportReport report = OnnxExporter.export(block, options, file);
        assertEquals(List.of(1, 3, 2), report.batchSizes());
        assertEquals(
                List.of(-1L, 3L, -1L, -1L),
                OnnxFile.read(file).inputs().getFirst().shape());
        agrees(file, "image", block, manager.randomNormal(new Shape(5, 3, 64, 90)));
        agrees(file, "image", block, manager.randomNormal(new Shape(1, 3, 17, 33)));
    }

    @Test
    void headsThatTakeAnySizeKeepItFree() throws Exception {
        Block block = new SequentialBlock()
                .add(convolutional())
                .add(Pool.globalAvgPool2dBlock())
                .add(Linear.builder().setUnits(4).build());
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 32, 32));
        Path file = folder.resolve("model.onnx");
        OnnxExporter.export(block, ExportOptions.input("image", new Shape(3, -1, -1)), file);
        agrees(file, "image", block, manager.randomNormal(new Shape(5, 3, 64, 90)));
    }

    @Test
    void heightAndWidthStayFreeThroughReshapes() {
        sizeIsFree(x -> x.reshape(x.size(0), 3, 2, x.size(2), x.size(3))
                .transpose(0, 2, 1, 3, 4)
                .reshape(x.size(0), 6, x.size(2), x.size(3)));
        sizeIsFree(x -> x.reshape(x.size(0), 6, -1));
        sizeIsFree(x -> x.reshape(x.size(0), 3, 2 * x.size(2) * x.size(3))
                .softmax(2)
                .mul(1000)
                .reshape(x.getShape()));
        sizeIsFree(x -> x.reshape(-1, x.size(3)));
        sizeIsFree(x -> x.reshape(x.size(0) * 6, x.size(2), x.size(3)).transpose(2, 0, 1));
        sizeIsFree(x -> x.transpose(0, 2, 3, 1).reshape(x.size(0), x.size(2) * x.size(3), 6));
        sizeIsFree(x -> x.expandDims(2).squeeze(2));
        sizeIsFree(x -> x.reshape(x.size(0), 6, -1).sum(new int[] {2}).div(x.size(2) * x.size(3)));
        sizeIsFree(x -> x.reshape(x.size(0), 6, -1).sum(new int[] {2}).mul(1.0f / (x.size(2) * x.size(3))));
        sizeIsFree(x -> x.add(x.getManager().full(new Shape(6, x.size(2), 1), 0.5f)));
    }

    @Test
    void otherExpressionsOfTheSizeAreRefused() {
        String message = assertThrows(
                        ExportException.class, () -> export(x -> x.mul(x.size(2) - 1), new Shape(6, -1, -1)))
                .getMessage();
        assertTrue(message.contains("another size of the inputs"), message);
    }

    @Test
    void aNetworkOfOneSizeIsToldSo() {
        Block block = new SequentialBlock()
                .add(convolutional())
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(4).build());
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 32, 32));
        String message = assertThrows(
                        ExportException.class,
                        () -> OnnxExporter.export(block, ExportOptions.input("image", new Shape(3, -1, -1))))
                .getMessage();
        assertTrue(message.contains("H = 97, W = 131") && message.contains("linear"), message);
    }

    @Test
    void twoProductsThatFitProveNothing() {
        // At these sizes 2N and H cannot be told apart.
        var axes = List.of(FreeAxis.BATCH, new FreeAxis("H", 2, 6, 5));
        NDArray one = manager.ones(new Shape(1, 2));
        NDArray other = manager.ones(new Shape(3, 6));
        Block block = lambda(x -> x);
        var pair = new TracePair(Tracer.trace(block, List.of(one)), Tracer.trace(block, List.of(other)), axes);
        String message = assertThrows(
                        ExportException.class,
                        () -> new SizeFinder(pair).find(4, 12, pair.first().inputs()))
                .getMessage();
        assertTrue(message.contains("more than one expression"), message);
        assertTrue(new SizeFinder(pair).find(5, 8, pair.first().inputs()).isEmpty());
    }

    private Block convolutional() {
        Block block = new SequentialBlock()
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .optStride(new Shape(2, 2))
                        .optPadding(new Shape(1, 1))
                        .setFilters(6)
                        .build())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(1, 1))
                        .setFilters(4)
                        .build());
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 32, 32));
        return block;
    }

    private void batchIsFree(UnaryOperator<NDArray> function) {
        try {
            export(function, new Shape(6, 4, 5));
            agrees(lambda(function), manager.randomNormal(new Shape(5, 6, 4, 5)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String batchIsRefused(UnaryOperator<NDArray> function) {
        return assertThrows(ExportException.class, () -> export(function, new Shape(6, 4, 5)))
                .getMessage();
    }

    private void sizeIsFree(UnaryOperator<NDArray> function) {
        try {
            export(function, new Shape(6, -1, -1));
            agrees(lambda(function), manager.randomNormal(new Shape(5, 6, 14, 10)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void export(UnaryOperator<NDArray> function, Shape shape) throws Exception {
        OnnxExporter.export(lambda(function), ExportOptions.input("data", shape), folder.resolve("model.onnx"));
    }

    private void agrees(Block block, NDArray input) {
        agrees(folder.resolve("model.onnx"), "data", block, input);
    }

    private static void agrees(Path file, String inputName, Block block, NDArray input) {
        NDArray expected = OnnxExporter.run(block, input);
        try (var model = RuntimeModel.open(file)) {
            String output = OnnxFile.read(file).outputs().getFirst().name();
            var parity = new ParityCheck();
            parity.compare(model, Map.of(inputName, input), List.of(new ParityCheck.Expected(output, expected)));
            // Sums of a few thousand terms in another order than the engine's.
            parity.agreements()
                    .forEach(agreement -> agreement.requireWithin(1e-5 * Math.max(1, agreement.magnitude())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Block lambda(UnaryOperator<NDArray> function) {
        Block block = new SequentialBlock().add(new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow()))));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 6, 4, 5));
        return block;
    }
}
