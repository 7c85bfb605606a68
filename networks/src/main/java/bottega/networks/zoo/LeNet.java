package bottega.networks.zoo;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import bottega.networks.tap.Tap;

/**
 * LeNet-5's layout (LeCun, Bottou, Bengio, Haffner 1998): at 32x32, 6@28x28, 6@14x14, 16@10x10, 16@5x5, 120, 84,
 * classes. Ours departs from the paper in four things, as all do today: colour in, ReLU for tanh, max for average
 * pooling, and a linear head for the radial one.
 */
final class LeNet {
    static final int LEAST_SIZE = 16;

    private LeNet() {}

    static Block create(int classes) {
        return new SequentialBlock()
                .add(convolution(6))
                .add(new Tap("conv1"))
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(convolution(16))
                .add(new Tap("conv2"))
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(120).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(84).build())
                .add(Activation.reluBlock())
                .add(new Tap("embedding"))
                .add(Linear.builder().setUnits(classes).build());
    }

    private static Block convolution(int filters) {
        return Conv2d.builder()
                .setKernelShape(new Shape(5, 5))
                .setFilters(filters)
                .build();
    }
}
