package bottega.networks.zoo;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * The small residual network of He, Zhang, Ren, Sun 2015 ("Deep Residual Learning"), section 4.2, with n = 1, so 8
 * layers: a 3x3 convolution, three residual blocks of 16, 32 and 64 channels, global average pooling, a linear head.
 * One departure: projection shortcuts (its option B) where the shape changes; there it pads with zeros (option A).
 */
final class SmallResNet {
    static final int LEAST_SIZE = 16;

    private static final List<Integer> CHANNELS = List.of(16, 32, 64);

    private SmallResNet() {}

    static Block create(int classes) {
        var network = new SequentialBlock()
                .add(convolution(CHANNELS.getFirst(), 3, 1))
                .add(normalisation())
                .add(new Tap("conv1"))
                .add(Activation.reluBlock());
        int before = CHANNELS.getFirst();
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            int channels = CHANNELS.get(stage);
            network.add(residual(channels, channels != before)).add(new Tap("stage" + (stage + 1)));
            before = channels;
        }
        return network.add(Pool.globalAvgPool2dBlock())
                .add(new Tap("embedding"))
                .add(Linear.builder().setUnits(classes).build());
    }

    /** {@code relu(F(x) + x)}; halves height and width when {@code projected}. */
    private static Block residual(int channels, boolean projected) {
        int stride = projected ? 2 : 1;
        var branch = new SequentialBlock()
                .add(convolution(channels, 3, stride))
                .add(normalisation())
                .add(Activation.reluBlock())
                .add(convolution(channels, 3, 1))
                .add(normalisation());
        Block shortcut = projected
                ? new SequentialBlock().add(convolution(channels, 1, stride)).add(normalisation())
                : Blocks.identityBlock();
        return new SequentialBlock()
                .add(new ParallelBlock(
                        outputs -> new NDList(NDArrays.add(
                                outputs.get(0).singletonOrThrow(),
                                outputs.get(1).singletonOrThrow())),
                        List.of(branch, shortcut)))
                .add(Activation.reluBlock());
    }

    private static Block convolution(int channels, int size, int stride) {
        return Conv2d.builder()
                .setKernelShape(new Shape(size, size))
                .setFilters(channels)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(size / 2, size / 2))
                .optBias(false)
                .build();
    }

    private static Block normalisation() {
        return BatchNorm.builder().build();
    }
}
