package bottega.networks.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * Zhang, Zhou, Lin, Sun 2017, "ShuffleNet: An Extremely Efficient Convolutional Neural Network for Mobile Devices",
 * version 1, in the variant of the ONNX model zoo, which is the table's: four groups, half the channels of the paper's
 * table 1, and 3x3 convolutions as wide as the unit's own output (the paper: a quarter of that). Its first 1x1
 * convolution has no groups, as the paper says. Parts are named after that model's blobs, {@code conv3_0}, {@code
 * gconv1_0} to {@code gconv1_31}, {@code gconv3_0} to {@code gconv3_15}, {@code pred}, with {@code _bn} behind.
 */
final class ShuffleNet {
    static final int LEAST_SIZE = 32;

    private static final int GROUPS = 4;
    private static final int STEM = 24;
    private static final List<Integer> CHANNELS = List.of(136, 272, 544);
    private static final List<Integer> UNITS = List.of(4, 8, 4);

    private ShuffleNet() {}

    static Block create(int classes) {
        var network = new Sequence()
                .add("conv3_0", Layers.convolution(STEM, 3, 2, 1, false))
                .add("conv3_0_bn", Layers.batchNorm())
                .add(Layers.relu())
                .add(new Tap("conv3_0"))
                .add(Layers.maxPool(3, 2, 1));
        int before = STEM;
        int unit = 0;
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            for (int index = 0; index < UNITS.get(stage); index++) {
                network.add(new Unit(unit, before, CHANNELS.get(stage), index == 0))
                        .add(new Tap("block" + unit));
                before = CHANNELS.get(stage);
                unit++;
            }
        }
        return network.add(Layers.globalAveragePool()).add(new Tap("embedding")).add("pred", Layers.linear(classes));
    }

    /** Channel i of group g comes to place i * {@value #GROUPS} + g, so that the next groups see all of them (figure 1c). */
    static Block shuffle(int groups) {
        return LambdaBlock.singleton(
                maps -> {
                    Shape shape = maps.getShape();
                    long channels = shape.get(1);
                    NDArray grouped =
                            maps.reshape(shape.get(0), groups, channels / groups, shape.get(2) * shape.get(3));
                    return grouped.transpose(0, 2, 1, 3).reshape(shape);
                },
                "channelShuffle");
    }

    /** Figure 2b; with {@code halving} 2c, where the means of the input's 3x3 windows take part of the channels. */
    private static final class Unit extends Module {
        private final boolean halving;
        private final Sequence residual = new Sequence();
        private final Block pool = Layers.averagePool(3, 2, 1, false, false);
        private final Block relu = Layers.relu();

        Unit(int number, int before, int after, boolean halving) {
            this.halving = halving;
            int channels = halving ? after - before : after;
            int groups = number == 0 ? 1 : GROUPS;
            String first = "gconv1_" + 2 * number;
            String depthwise = "gconv3_" + number;
            String second = "gconv1_" + (2 * number + 1);
            residual.add(first, convolution(channels, 1, 1, groups))
                    .add(first + "_bn", Layers.batchNorm())
                    .add(Layers.relu())
                    .add(shuffle(GROUPS))
                    .add(depthwise, convolution(channels, 3, halving ? 2 : 1, channels))
                    .add(depthwise + "_bn", Layers.batchNorm())
                    .add(second, convolution(channels, 1, 1, GROUPS))
                    .add(second + "_bn", Layers.batchNorm());
            part("", residual);
            part("", pool);
            part("", relu);
        }

        private static Block convolution(int filters, int kernel, int stride, int groups) {
            int padding = kernel / 2;
            return Layers.convolution(
                    filters, new Shape(kernel, kernel), stride, new Shape(padding, padding), groups, false);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            T computed = flow.through(residual, input);
            T joined = halving
                    ? flow.concatenate(List.of(flow.through(pool, input), computed))
                    : flow.sum(input, computed);
            return flow.through(relu, joined);
        }
    }
}
