package bottega.networks.onnx;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.basicmodelzoo.cv.classification.LeNet;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.engine.TorchEngine;
import org.junit.jupiter.api.Test;

/** Blocks that are not ours: DJL's own zoo. Each export compares ONNX Runtime with DJL at batch 1 and 3. */
class ForeignBlocksTest {
    @Test
    void djlsMultilayerPerceptron() {
        export(new Mlp(64, 10, new int[] {32, 16}), new Shape(1, 8, 8), 1.5);
    }

    @Test
    void djlsLeNet() {
        Block block = LeNet.builder().build();
        // Sigmoids flatten everything, so its weights must be large.
        export(block, new Shape(1, 28, 28), 8);
    }

    @Test
    void djlsResNet18() {
        Block block = ResNetV1.builder()
                .setImageShape(new Shape(3, 64, 64))
                .setNumLayers(18)
                .setOutSize(10)
                .build();
        export(block, new Shape(3, 64, 64), 1.5);
    }

    private static void export(Block block, Shape shape, double spread) {
        TorchEngine.get().setRandomSeed(1);
        try (NDManager manager = TorchEngine.newManager()) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(shape));
            // Freshly initialised networks answer nearly the same to everything; larger weights spread the answers.
            block.getParameters()
                    .forEach(parameter -> parameter.getValue().getArray().muli(spread));
            OnnxExporter.export(block, "data", shape, "logits");
        }
    }
}
