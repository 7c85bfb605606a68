package bottega.networks.onnx;

import ai.djl.basicmodelzoo.cv.object_detection.ssd.SingleShotDetection;
import ai.djl.basicmodelzoo.cv.object_detection.yolo.YOLOV3;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Multiplication;
import ai.djl.nn.core.SparseMax;
import ai.djl.nn.norm.GhostBatchNorm;
import ai.djl.nn.transformer.ScaledDotProductAttentionBlock;
import ai.djl.nn.transformer.TransformerEncoderBlock;
import bottega.networks.engine.TorchEngine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DJL's less usual blocks, exported as they are; the exporter compares with DJL at batch 1 and 3 and throws. */
class DjlLayersTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        TorchEngine.get().setRandomSeed(11);
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void attention() {
        export(
                ScaledDotProductAttentionBlock.builder()
                        .setEmbeddingSize(12)
                        .setHeadCount(3)
                        .build(),
                new Shape(5, 12));
    }

    @Test
    void transformerEncoder() {
        export(new TransformerEncoderBlock(12, 3, 20, 0.1f, Activation::gelu), new Shape(5, 12));
    }

    @Test
    void sparseMax() {
        export(new SequentialBlock().add(new SparseMax(1, 3)).add(each(x -> x.mul(5))), new Shape(6, 4));
    }

    @Test
    void ghostBatchNorm() {
        export(GhostBatchNorm.builder().build(), new Shape(4, 5, 5));
    }

    @Test
    void multiplication() {
        export(Multiplication.builder().setUnits(5).build(), new Shape(7));
    }

    @Test
    void singleShotDetection() {
        var base = new SequentialBlock()
                .add(SingleShotDetection.getDownSamplingBlock(4))
                .add(SingleShotDetection.getDownSamplingBlock(8));
        var ratios = Collections.nCopies(5, List.of(1f, 2f, 0.5f));
        var sizes = new ArrayList<List<Float>>();
        for (int i = 0; i < 5; i++) {
            sizes.add(List.of(0.2f + i / 10f, 0.3f + i / 10f));
        }
        Block detector = SingleShotDetection.builder()
                .setNumClasses(2)
                .setNumFeatures(3)
                .optGlobalPool(true)
                .setRatios(ratios)
                .setSizes(sizes)
                .setBaseNetwork(base)
                .build();
        // Boxes, shifted by what the network says of each: anchors and predictions in one.
        export(
                then(
                        detector,
                        outputs -> outputs.get(2)
                                .reshape(outputs.get(2).size(0), -1, 4)
                                .add(outputs.get(0))),
                new Shape(3, 64, 64));
    }

    @Test
    void yolo() {
        Block detector = YOLOV3.builder().setNumClasses(2).build();
        export(
                then(
                        detector,
                        outputs -> NDArrays.concat(
                                new NDList(
                                        outputs.get(0).flatten(1, 3),
                                        outputs.get(1).flatten(1, 3)),
                                1)),
                new Shape(3, 64, 64));
    }

    private static Block each(Function<NDArray, NDArray> function) {
        return new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow())));
    }

    private static Block then(Block block, Function<NDList, NDArray> function) {
        return new SequentialBlock().add(block).add(new LambdaBlock(x -> new NDList(function.apply(x))));
    }

    private void export(Block block, Shape shape) {
        block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(shape));
        RandomNetworks.randomise(block, manager.randomNormal(new Shape(8).addAll(shape)));
        OnnxExporter.export(block, "data", shape, "result");
    }
}
