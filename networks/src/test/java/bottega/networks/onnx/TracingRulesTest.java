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
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import bottega.networks.engine.TorchEngine;
import bottega.networks.trace.TraceException;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules that keep a trace honest, each broken once, and what is allowed beside it. */
class TracingRulesTest {
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
    void readingAValueIsRefused() {
        String message = refused(x -> x.getFloat(0, 0) > 0 ? x : x.neg());
        assertTrue(message.contains("getFloat") && message.contains("TracingRulesTest"), message);
        assertTrue(refused(x -> manager.create(x.toFloatArray())).contains("toFloatArray"));
    }

    @Test
    void writingThroughAViewIsRefused() {
        String message = refused(x -> {
            NDArray copy = x.mul(1);
            NDArray view = copy.reshape(-1, 1);
            copy.addi(1);
            return view.reshape(-1, 4);
        });
        assertTrue(message.contains("addi") && message.contains("view"), message);
    }

    @Test
    void writingIntoAnInputIsRefused() {
        assertTrue(refused(x -> x.addi(1)).contains("input"));
    }

    @Test
    void writingInPlaceIntoAnArrayOfOnesOwnIsExported() {
        exported(x -> x.mul(3).addi(x).subi(1));
    }

    @Test
    void trainingModeIsRefused() {
        Block block =
                new SequentialBlock().add(new LambdaBlock(x -> Dropout.dropout(x.singletonOrThrow(), 0.5f, true)));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        String message = assertThrows(TraceException.class, () -> export(block)).getMessage();
        assertTrue(message.contains("training mode"), message);
    }

    @Test
    void batchNormalisationInTrainingIsRefused() {
        Block norm = BatchNorm.builder().build();
        Block block = new SequentialBlock().add(new AlwaysTraining(norm));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        String message = assertThrows(TraceException.class, () -> export(block)).getMessage();
        assertTrue(message.contains("for training") && message.contains("pass the 'training' argument on"), message);
    }

    @Test
    void aParameterOfABlockThatIsNotRegisteredIsAConstant() {
        Block hidden = Linear.builder().setUnits(4).build();
        hidden.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        Block block = new SequentialBlock()
                .add(new LambdaBlock(x -> hidden.forward(new ParameterStore(manager, false), x, false)));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        // Through a store of its own a parameter is an array of the block's own: a constant, which exports.
        export(block);
    }

    @Test
    void whatTwoSizesDoNotShowTheThirdDoes() {
        // Batch 1 and 3 were traced.
        String message = assertThrows(ExportException.class, () -> export(lambda(x -> x.mul(x.size(0) == 2 ? 2 : 3))))
                .getMessage();
        assertTrue(message.contains("disagree"), message);
        message = assertThrows(ExportException.class, () -> export(lambda(x -> x.size(0) == 2 ? x.neg() : x.mul(3))))
                .getMessage();
        assertTrue(message.contains("other things at another batch size"), message);
    }

    @Test
    void aRandomArrayIsNoConstant() {
        String message = assertThrows(
                        ExportException.class,
                        () -> export(lambda(x -> x.add(x.getManager().randomNormal(new Shape(4))))))
                .getMessage();
        assertTrue(message.contains("differs between two traces"), message);
    }

    @Test
    void anArrayOfTheBlocksOwnBecomesAConstantOnEitherSide() {
        exported(x -> x.add(manager.create(new float[] {1, 2, 3, 4})));
        exported(x -> x.getManager().create(new float[] {1, 2, 3, 4}).sub(x));
    }

    @Test
    void aForeignArrayThatIsCalledIsToldHowToBeWritten() {
        String message = refused(x -> manager.create(new float[] {1, 2, 3, 4}).mul(x));
        assertTrue(message.contains("the other way round"), message);
    }

    @Test
    void whatDependsOnTheBatchSizeIsRefused() {
        String message = assertThrows(
                        ExportException.class,
                        () -> export(
                                lambda(x -> x.size(0) > 1 ? x.mul(2) : x.add(1).mul(2))))
                .getMessage();
        assertTrue(message.contains("another batch size"), message);
        assertTrue(assertThrows(ExportException.class, () -> export(lambda(x -> x.div(x.size(0) + 1))))
                .getMessage()
                .contains("depends on the batch size"));
    }

    @Test
    void theBatchAxisStaysFreeThroughReshapes() {
        exported(x -> x.reshape(x.size(0), 2, 2).transpose(0, 2, 1).reshape(x.size(0), -1));
        exported(x -> x.expandDims(1).squeeze(1));
        exported(x -> x.reshape(-1, 2).mul(2).reshape(-1, 4));
    }

    @Test
    void anUnknownOperationIsNamedWithItsPlaceAndWhatIsSupported() {
        String message = assertThrows(ExportException.class, () -> export(lambda(NDArray::erfinv)))
                .getMessage();
        assertTrue(message.contains("erfinv(") && message.contains("TracingRulesTest"), message);
        assertTrue(message.contains("convolution"), message);
    }

    @Test
    void anUninitialisedBlockIsRefused() {
        Block block = Linear.builder().setUnits(3).build();
        assertTrue(assertThrows(TraceException.class, () -> export(block))
                .getMessage()
                .contains("not initialised"));
    }

    @Test
    void theOperationsOfOneArrayAgree() {
        exported(NDArray::neg);
        exported(NDArray::abs);
        exported(NDArray::square);
        exported(x -> x.abs().add(1).sqrt());
        exported(x -> x.mul(0.3).exp());
        exported(x -> x.abs().add(1).log());
        exported(x -> x.clip(-0.5, 0.5));
        exported(x -> x.maximum(0.1).minimum(0.9));
        exported(x -> x.softmax(-1).mul(10));
        exported(x -> x.logSoftmax(1));
        exported(Activation::relu);
        exported(Activation::sigmoid);
        exported(Activation::tanh);
        exported(Activation::softPlus);
        exported(Activation::softSign);
        exported(Activation::selu);
        exported(x -> Activation.leakyRelu(x, 0.1f));
        exported(x -> Activation.elu(x, 0.7f));
        exported(x -> x.mean(new int[] {1}, true).add(x));
        exported(x -> x.sum(new int[] {-1}, true).mul(x));
        exported(x -> x.max(new int[] {1}, true).sub(x));
        exported(x -> NDArrays.concat(new NDList(x, x.mul(2)), 1));
        exported(x -> x.getNDArrayInternal().rsub(1));
        exported(x -> x.abs().add(1).getNDArrayInternal().rdiv(2));
        exported(x -> x.toType(DataType.FLOAT64, false).mul(2).toType(DataType.FLOAT32, false));
    }

    @Test
    void batchNormalisationUsesItsRunningStatistics() {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(5).build())
                .add(BatchNorm.builder().build());
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        block.getParameters().get("02BatchNorm_runningMean").getArray().addi(0.7);
        block.getParameters().get("02BatchNorm_runningVar").getArray().muli(3);
        export(block);
    }

    @Test
    void parametersKeepTheirNames() {
        Block block = new SequentialBlock().add(Linear.builder().setUnits(5).build());
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        OnnxModel model = export(block);
        assertEquals(
                Set.of("01Linear_weight", "01Linear_bias"),
                model.proto().getGraph().getInitializerList().stream()
                        .map(tensor -> tensor.getName())
                        .collect(Collectors.toSet()));
    }

    /** Forgets to pass on whether it is training. */
    private static final class AlwaysTraining extends AbstractBlock {
        private final Block child;

        AlwaysTraining(Block child) {
            this.child = addChildBlock("child", child);
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return child.forward(store, inputs, true);
        }

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... shapes) {
            child.initialize(manager, dataType, shapes);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] shapes) {
            return child.getOutputShapes(shapes);
        }
    }

    private String refused(UnaryOperator<NDArray> function) {
        return assertThrows(TraceException.class, () -> export(lambda(function)))
                .getMessage();
    }

    /** The exporter itself compares with DJL at batch 1 and 3 and throws when they differ. */
    private void exported(UnaryOperator<NDArray> function) {
        export(lambda(function));
    }

    private Block lambda(UnaryOperator<NDArray> function) {
        Block block = new SequentialBlock().add(new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow()))));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        return block;
    }

    private static OnnxModel export(Block block) {
        return OnnxExporter.export(block, "data", new Shape(4), "result");
    }
}
