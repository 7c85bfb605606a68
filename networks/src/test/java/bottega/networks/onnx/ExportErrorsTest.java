package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2dTranspose;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.core.Linear;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.trace.TraceException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be exported says which operation with which arguments, in which block, why, and what could be. */
class ExportErrorsTest {
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
    void anOperationWithoutTranslation() {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(4).build())
                .add(new SequentialBlock().add(lambda(x -> x.cumProd(1))));
        assertSays(
                exportError(block, new Shape(4)),
                "cumProd(%3:float32(1, 4), 1)",
                "operator set 17 has no such function",
                "ExportErrorsTest",
                "SequentialBlock/02SequentialBlock/01LambdaBlock",
                "after it took parameter '01Linear_bias'",
                "supported are abs, acos, add,");
    }

    @Test
    void oneOfSeveralBlocksOfAClassIsFoundByTheParameterBeforeIt() {
        Block block = new SequentialBlock()
                .add(lambda(NDArray::neg))
                .add(Linear.builder().setUnits(4).build())
                .add(lambda(NDArray::erfinv));
        assertSays(
                exportError(block, new Shape(4)),
                "in block SequentialBlock/LambdaBlock, after it took parameter '02Linear_bias'");
    }

    private static final class Outer extends Module {
        private final Block stem = part("stem", Linear.builder().setUnits(4).build());
        private final Block inner = part("inner", new Sequence().add("act", lambda(NDArray::erfinv)));

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.through(inner, flow.through(stem, input));
        }
    }

    @Test
    void thePathGoesThroughOurOwnModules() {
        assertSays(exportError(new Outer(), new Shape(4)), "in block Outer/02inner/01act, after it took");
    }

    @Test
    void convolutionsOfOtherDimensions() {
        assertSays(
                exportError(
                        Conv1d.builder()
                                .setKernelShape(new Shape(3))
                                .setFilters(2)
                                .build(),
                        new Shape(3, 8)),
                "1-D convolution",
                "2-D convolution is supported",
                "in block Conv1d");
        assertSays(
                exportError(
                        Conv3d.builder()
                                .setKernelShape(new Shape(3, 3, 3))
                                .setFilters(2)
                                .build(),
                        new Shape(3, 8, 8, 8)),
                "3-D convolution");
    }

    @Test
    void whatTheEngineDoesNotHave() {
        Block block = Conv2dTranspose.builder()
                .setKernelShape(new Shape(3, 3))
                .setFilters(2)
                .build();
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 8, 8));
        assertSays(
                assertThrows(
                                TraceException.class,
                                () -> OnnxExporter.export(block, "data", new Shape(3, 8, 8), "result"))
                        .getMessage(),
                "deconvolution",
                "Conv2dTranspose");
        assertSays(traceError(x -> x.getNDArrayInternal().prelu(x, x).singletonOrThrow()), "prelu", "ExportErrorsTest");
    }

    @Test
    void shapesThatDependOnValues() {
        assertSays(traceError(x -> x.booleanMask(x.gt(0))), "booleanMask", "shape depends on values");
        assertSays(traceError(x -> x.get(x.gt(0))), "shape depends on values", "in block");
        assertSays(traceError(NDArray::nonzero), "nonzero");
        assertSays(traceError(x -> x.unique().get(0)), "unique");
    }

    @Test
    void whatLeadsAroundTheTrace() {
        assertSays(traceError(x -> x.getNDArrayInternal().getIndexer(manager).get(x, new NDIndex(0))), "getIndexer");
        assertSays(traceError(NDArray::like), "zerosLike");
        assertSays(
                traceError(x -> {
                    x.set(new float[] {1, 2, 3, 4});
                    return x;
                }),
                "set writes into an array");
    }

    @Test
    void indicesThatHaveNoNode() {
        assertSays(
                exportError(
                        lambda(x -> x.get("{}, {}", manager.create(new long[] {0}), manager.create(new long[] {1}))),
                        new Shape(4)),
                "one array of places at most");
    }

    private static void assertSays(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "no '" + part + "' in: " + message);
        }
    }

    private String exportError(Block block, Shape shape) {
        block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(shape));
        return assertThrows(ExportException.class, () -> OnnxExporter.export(block, "data", shape, "result"))
                .getMessage();
    }

    private String traceError(UnaryOperator<NDArray> function) {
        Block block = lambda(function);
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        return assertThrows(TraceException.class, () -> OnnxExporter.export(block, "data", new Shape(4), "result"))
                .getMessage();
    }

    private static Block lambda(UnaryOperator<NDArray> function) {
        return new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow())));
    }
}
