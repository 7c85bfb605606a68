package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;
import ai.onnx.proto.OnnxMl.GraphProto;
import bottega.networks.engine.TorchEngine;
import bottega.networks.tap.Tap;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is computed when a file is written, and not each time it runs; every export compares the result with DJL. */
class FoldingTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        TorchEngine.get().setRandomSeed(5);
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void batchNormalisationBecomesPartOfTheConvolutionOnRequest() {
        Block block = new SequentialBlock()
                .add(convolution(false))
                .add(BatchNorm.builder().optEpsilon(1e-3f).build())
                .add(convolution(true))
                .add(BatchNorm.builder().optScale(false).optCenter(false).build());
        initialise(block, new Shape(1, 3, 8, 8));
        var options = ExportOptions.input("data", new Shape(3, 8, 8));

        GraphProto plain = graph(block, options);
        assertEquals(List.of("Conv", "BatchNormalization", "Conv", "BatchNormalization"), types(plain));

        GraphProto folded = graph(block, options.foldBatchNorms());
        assertEquals(List.of("Conv", "Conv"), types(folded));
        assertEquals(
                Set.of("01Conv2d_weight", "01Conv2d_bias", "03Conv2d_weight", "03Conv2d_bias"), initializers(folded));
    }

    @Test
    void foldedWeightsAreTheRoundedExactOnes() {
        Block block = new SequentialBlock()
                .add(convolution(true))
                .add(BatchNorm.builder().build());
        initialise(block, new Shape(1, 3, 8, 8));
        var parameters = block.getParameters();
        float[] weight = parameters.get("01Conv2d_weight").getArray().toFloatArray();
        float[] bias = parameters.get("01Conv2d_bias").getArray().toFloatArray();
        float[] gamma = parameters.get("02BatchNorm_gamma").getArray().toFloatArray();
        float[] beta = parameters.get("02BatchNorm_beta").getArray().toFloatArray();
        float[] mean = parameters.get("02BatchNorm_runningMean").getArray().toFloatArray();
        float[] variance = parameters.get("02BatchNorm_runningVar").getArray().toFloatArray();

        GraphProto folded =
                graph(block, ExportOptions.input("data", new Shape(3, 8, 8)).foldBatchNorms());

        float[] newWeight = values(folded, "01Conv2d_weight");
        float[] newBias = values(folded, "01Conv2d_bias");
        int channelSize = weight.length / bias.length;
        for (int c = 0; c < bias.length; c++) {
            double scale = gamma[c] / Math.sqrt((double) variance[c] + 1e-5f);
            assertEquals((float) ((bias[c] - (double) mean[c]) * scale + beta[c]), newBias[c]);
            for (int i = 0; i < channelSize; i++) {
                assertEquals((float) (weight[c * channelSize + i] * scale), newWeight[c * channelSize + i]);
            }
        }
    }

    @Test
    void batchNormalisationBecomesPartOfALinearLayerToo() {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(6).build())
                .add(BatchNorm.builder().build());
        initialise(block, new Shape(1, 4));
        assertEquals(
                List.of("Gemm"),
                types(graph(block, ExportOptions.input("data", new Shape(4)).foldBatchNorms())));
    }

    @Test
    void aConvolutionThatOthersReadIsLeftAlone() {
        Block block = new SequentialBlock()
                .add(convolution(true))
                .add(new Tap("map"))
                .add(BatchNorm.builder().build());
        initialise(block, new Shape(1, 3, 8, 8));
        var options = ExportOptions.input("data", new Shape(3, 8, 8)).foldBatchNorms();
        assertEquals(List.of("Conv", "BatchNormalization"), types(graph(block, options.tap("map"))));
        // The tap is there in both, but only the first file shows it.
        assertEquals(List.of("Conv"), types(graph(block, options)));
    }

    @Test
    void aWeightThatTwoConvolutionsShareKeepsItsValueForTheOther() {
        Block shared = convolution(true);
        Block block = new SequentialBlock()
                .add(shared)
                .add(BatchNorm.builder().build())
                .add(new Shared(shared));
        initialise(block, new Shape(1, 6, 8, 8));
        GraphProto folded =
                graph(block, ExportOptions.input("data", new Shape(6, 8, 8)).foldBatchNorms());
        assertEquals(List.of("Conv", "Conv"), types(folded));
        assertEquals(4, initializers(folded).size());
        assertTrue(initializers(folded).containsAll(Set.of("01Conv2d_weight", "01Conv2d_bias")));
    }

    @Test
    void whatHangsOnConstantsOnlyIsAConstant() {
        assertEquals(
                List.of("Mul"),
                types(x -> x.mul(x.getManager()
                        .create(new float[] {1, 4, 9, 16})
                        .sqrt()
                        .add(1)
                        .reshape(1, 4))));
        // Computed with the engine's own functions, so that it has no translation does not matter.
        assertEquals(
                List.of("Add"),
                types(x -> x.add(x.getManager()
                        .create(new float[] {0.1f, 0.2f, 0.3f, 0.4f})
                        .erfinv())));
    }

    @Test
    void aConstantThatChangesInPlaceIsWhatItWasForThoseBefore() {
        types(x -> {
            NDArray constant = x.getManager().create(new float[] {1, 2, 3, 4});
            NDArray before = x.mul(constant);
            constant.addi(10);
            return before.add(constant.mul(x));
        });
    }

    @Test
    void aParameterThatOnlyTakesAnotherShapeKeepsItsName() {
        Block block = new Scale(array -> array.reshape(1, 4));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        GraphProto graph = graph(block, ExportOptions.input("data", new Shape(4)));
        assertTrue(initializers(graph).contains("factor"), initializers(graph)::toString);
    }

    @Test
    void whatIsComputedFromAParameterIsComputedOnce() {
        Block block = new Scale(array -> array.exp().add(1).reshape(1, 4));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        GraphProto graph = graph(block, ExportOptions.input("data", new Shape(4)));
        assertEquals(List.of("Mul"), types(graph));
        assertFalse(initializers(graph).contains("factor"));
    }

    @Test
    void noIdentityIsWrittenForAnOutput() {
        GraphProto graph = graph(
                lambda(NDArray::neg), ExportOptions.input("data", new Shape(4)).output("negative"));
        assertEquals(List.of("Neg"), types(graph));
        assertEquals("negative", graph.getNode(0).getOutput(0));
    }

    private static Block convolution(boolean bias) {
        return Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(6)
                .optBias(bias)
                .build();
    }

    private void initialise(Block block, Shape shape) {
        block.initialize(manager, DataType.FLOAT32, shape);
        RandomNetworks.randomise(block, manager.randomNormal(new Shape(8).addAll(shape.slice(1))));
    }

    private GraphProto graph(Block block, ExportOptions options) {
        return OnnxExporter.export(block, options).proto().getGraph();
    }

    private List<String> types(UnaryOperator<NDArray> function) {
        return types(graph(lambda(function), ExportOptions.input("data", new Shape(4))));
    }

    private static List<String> types(GraphProto graph) {
        return graph.getNodeList().stream().map(node -> node.getOpType()).toList();
    }

    private static Set<String> initializers(GraphProto graph) {
        return graph.getInitializerList().stream()
                .map(tensor -> tensor.getName())
                .collect(Collectors.toSet());
    }

    private static float[] values(GraphProto graph, String name) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .map(tensor -> {
                    float[] values = new float[tensor.getRawData().size() / Float.BYTES];
                    tensor.getRawData()
                            .asReadOnlyByteBuffer()
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer()
                            .get(values);
                    return values;
                })
                .findFirst()
                .orElseThrow();
    }

    private Block lambda(UnaryOperator<NDArray> function) {
        Block block = new SequentialBlock().add(new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow()))));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
        return block;
    }

    /** Runs a block that is another's child. */
    private static final class Shared extends AbstractBlock {
        private final Block other;

        Shared(Block other) {
            this.other = other;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            return other.forward(store, inputs, training);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return other.getOutputShapes(inputShapes);
        }
    }

    /** {@code x * function(factor)}. */
    private static final class Scale extends AbstractBlock {
        private final UnaryOperator<NDArray> function;
        private final Parameter factor;

        Scale(UnaryOperator<NDArray> function) {
            this.function = function;
            factor = addParameter(Parameter.builder()
                    .setName("factor")
                    .setType(Parameter.Type.WEIGHT)
                    .optShape(new Shape(4))
                    .optInitializer(new NormalInitializer(1))
                    .build());
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray x = inputs.singletonOrThrow();
            return new NDList(x.mul(function.apply(store.getValue(factor, x.getDevice(), training))));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inputShapes;
        }
    }
}
