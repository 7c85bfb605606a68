package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.onnx.proto.OnnxMl.ModelProto;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.Layers;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Layers with parameters, all of them random; the exporter compares with DJL at batch 1 and 3 and throws. */
class LayerTranslatorsTest {
    private static final Shape MAPS = new Shape(6, 9, 11);

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
    void convolutions() {
        assertEquals(Set.of("Conv"), exported(convolution().build(), MAPS));
        exported(
                convolution()
                        .optStride(new Shape(2, 3))
                        .optPadding(new Shape(1, 2))
                        .build(),
                MAPS);
        exported(convolution().optDilation(new Shape(2, 3)).build(), MAPS);
        exported(convolution().optGroups(3).build(), MAPS);
        exported(convolution().setFilters(12).optGroups(6).optBias(false).build(), MAPS);
        exported(convolution().setKernelShape(new Shape(1, 4)).build(), MAPS);
    }

    private static Conv2d.Builder convolution() {
        return Conv2d.builder().setKernelShape(new Shape(3, 2)).setFilters(9);
    }

    @Test
    void linearLayers() {
        assertEquals(Set.of("Gemm"), exported(Linear.builder().setUnits(4).build(), new Shape(7)));
        assertEquals(
                Set.of("Gemm"),
                exported(Linear.builder().setUnits(4).optBias(false).build(), new Shape(7)));
        exported(Linear.builder().setUnits(4).build(), new Shape(5, 7));
        exported(Linear.builder().setUnits(4).optBias(false).build(), new Shape(2, 3, 7));
    }

    @Test
    void batchNormalisation() {
        assertEquals(Set.of("BatchNormalization"), exported(BatchNorm.builder().build(), MAPS));
        exported(BatchNorm.builder().optEpsilon(0.3f).build(), MAPS);
        exported(BatchNorm.builder().optAxis(3).build(), MAPS);
        exported(BatchNorm.builder().optAxis(2).build(), new Shape(4, 5));
        exported(BatchNorm.builder().build(), new Shape(7));
    }

    @Test
    void layerNormalisation() {
        assertEquals(
                Set.of("LayerNormalization"),
                exported(LayerNorm.builder().axis(3).build(), MAPS));
        exported(LayerNorm.builder().axis(2, 3).optEpsilon(0.2f).build(), MAPS);
    }

    @Test
    void dropoutIsNothing() {
        assertEquals(
                Set.of("Gemm"),
                exported(
                        new SequentialBlock()
                                .add(Linear.builder().setUnits(4).build())
                                .add(Dropout.builder().optRate(0.9f).build()),
                        new Shape(7)));
    }

    @Test
    void meansWithoutPadding() {
        exported(Layers.averagePool(3, 2, 1, false, false), MAPS);
        exported(Layers.averagePool(3, 2, 1, true, false), MAPS);
    }

    @Test
    void branches() {
        exported(
                new ParallelBlock(
                        outputs -> new NDList(outputs.get(0)
                                .singletonOrThrow()
                                .add(outputs.get(1).singletonOrThrow())),
                        List.of(
                                convolution().build(),
                                new SequentialBlock().add(convolution().build()).add(Activation::gelu))),
                MAPS);
    }

    /** @return the types of the nodes that were needed, but for the output's Identity */
    private Set<String> exported(Block block, Shape shape) {
        block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(shape));
        for (Parameter parameter : block.getParameters().values()) {
            Shape size = parameter.getArray().getShape();
            // Nothing is 0 or 1, and variances are positive.
            parameter.getArray().set(manager.randomUniform(0.4f, 1.7f, size).toByteBuffer());
        }
        byte[] model = OnnxExporter.export(block, "data", shape, "result").toByteArray();
        var types = new TreeSet<String>();
        try {
            ModelProto.parseFrom(model).getGraph().getNodeList().forEach(node -> types.add(node.getOpType()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
        types.remove("Identity");
        return types;
    }
}
