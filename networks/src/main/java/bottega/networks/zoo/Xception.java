package bottega.networks.zoo;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;

/**
 * Chollet 2017, "Xception: Deep Learning with Depthwise Separable Convolutions", figure 5, under the names of timm's
 * {@code legacy_xception}.
 */
final class Xception {
    static final int LEAST_SIZE = 32;

    private static final int MIDDLE = 728;

    private Xception() {}

    static Block create(int classes) {
        var network = new Sequence()
                .add("conv1", Layers.convolution(32, 3, 2, 0, false))
                .add("bn1", Layers.batchNorm())
                .add(Layers.relu())
                .add(new Tap("act1"))
                .add("conv2", Layers.convolution(64, 3, 1, 0, false))
                .add("bn2", Layers.batchNorm())
                .add(Layers.relu())
                .add(new Tap("act2"));
        entry(network, 1, 64, 128);
        entry(network, 2, 128, 256);
        entry(network, 3, 256, MIDDLE);
        for (int number = 4; number <= 11; number++) {
            var branch = new Sequence();
            for (int index = 0; index < 9; index += 3) {
                separable(branch.add(Layers.relu()), index + 1, MIDDLE, MIDDLE);
            }
            add(network, number, new Unit(branch, new Sequence()));
        }
        add(network, 12, new Unit(downwards(true, MIDDLE, MIDDLE, 1024), projection(1024)));
        return network.add("conv3", new Separable(1024, 1536))
                .add("bn3", Layers.batchNorm())
                .add(Layers.relu())
                .add(new Tap("act3"))
                .add("conv4", new Separable(1536, 2048))
                .add("bn4", Layers.batchNorm())
                .add(Layers.relu())
                .add(new Tap("act4"))
                .add(Layers.globalAveragePool())
                .add(new Tap("embedding"))
                .add("fc", Layers.linear(classes));
    }

    private static void entry(Sequence network, int number, int before, int after) {
        // Before the first block there has just been a ReLU.
        Sequence branch = downwards(number > 1, before, after, after);
        add(network, number, new Unit(branch, projection(after)));
    }

    private static void add(Sequence network, int number, Block block) {
        network.add("block" + number, block).add(new Tap("block" + number));
    }

    /** Two separable convolutions and a pooling that halves the map. */
    private static Sequence downwards(boolean reluFirst, int before, int between, int after) {
        var branch = new Sequence();
        int index = 0;
        if (reluFirst) {
            branch.add(Layers.relu());
            index = 1;
        }
        separable(branch, index, before, between);
        branch.add(Layers.relu());
        return separable(branch, index + 3, between, after).add(Layers.maxPool(3, 2, 1));
    }

    /** @param index of the convolution in the checkpoint's list, which counts the ReLUs too */
    private static Sequence separable(Sequence branch, int index, int before, int after) {
        return branch.add(Integer.toString(index), new Separable(before, after))
                .add(Integer.toString(index + 1), Layers.batchNorm());
    }

    private static Sequence projection(int channels) {
        return new Sequence()
                .add("skip", Layers.convolution(channels, 1, 2, 0, false))
                .add("skipbn", Layers.batchNorm());
    }

    /** A 3x3 convolution for each channel by itself, then a 1x1 convolution over all, nothing in between. */
    private static final class Separable extends Module {
        private final Block depthwise;
        private final Block pointwise;

        Separable(int before, int after) {
            depthwise = part("conv1", Layers.convolution(before, new Shape(3, 3), 1, new Shape(1, 1), before, false));
            pointwise = part("pointwise", Layers.convolution(after, 1, 1, 0, false));
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.through(pointwise, flow.through(depthwise, input));
        }
    }

    private static final class Unit extends Module {
        private final Sequence branch;
        private final Sequence shortcut;

        Unit(Sequence branch, Sequence shortcut) {
            this.branch = part("rep", branch);
            this.shortcut = part("", shortcut);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.sum(flow.through(branch, input), flow.through(shortcut, input));
        }
    }
}
