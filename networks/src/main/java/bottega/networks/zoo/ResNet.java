package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * He, Zhang, Ren, Sun 2015, "Deep Residual Learning for Image Recognition", table 1, as torchvision has it: in a
 * bottleneck the 3x3 convolution strides, not the first 1x1 (there "ResNet v1.5"), and shortcuts are projected where
 * the shape changes (the paper's option B).
 */
final class ResNet {
    static final int LEAST_SIZE = 32;

    private static final List<Integer> CHANNELS = List.of(64, 128, 256, 512);

    private ResNet() {}

    static Block resnet18(int classes) {
        return create(classes, List.of(2, 2, 2, 2), false);
    }

    static Block resnet50(int classes) {
        return create(classes, List.of(3, 4, 6, 3), true);
    }

    static Block resnet101(int classes) {
        return create(classes, List.of(3, 4, 23, 3), true);
    }

    static Block resnet152(int classes) {
        return create(classes, List.of(3, 8, 36, 3), true);
    }

    private static Block create(int classes, List<Integer> blocksOfStage, boolean bottlenecks) {
        var network = new Sequence()
                .add("conv1", Layers.convolution(64, 7, 2, 3, false))
                .add(new Tap("conv1"))
                .add("bn1", Layers.batchNorm())
                .add(Layers.relu())
                .add(new Tap("relu1"))
                .add(Layers.maxPool(3, 2, 1));
        int before = CHANNELS.getFirst();
        for (int stage = 1; stage <= CHANNELS.size(); stage++) {
            int channels = CHANNELS.get(stage - 1);
            int after = bottlenecks ? 4 * channels : channels;
            var blocks = new Sequence();
            for (int index = 0; index < blocksOfStage.get(stage - 1); index++) {
                int stride = index == 0 && stage > 1 ? 2 : 1;
                boolean projected = stride != 1 || before != after;
                blocks.add(Integer.toString(index), new Residual(channels, stride, bottlenecks, projected))
                        .add(new Tap("layer" + stage + "." + index));
                before = after;
            }
            network.add("layer" + stage, blocks);
        }
        return network.add(Layers.globalAveragePool()).add(new Tap("embedding")).add("fc", Layers.linear(classes));
    }
}
