package bottega.networks.zoo;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.layer.BinaryModule;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.SamePadding;
import bottega.networks.layer.Sequence;
import java.util.List;

/**
 * A cell of NASNet-A (figure 4 of the paper): it reads the last two outputs, brings both to its own number of channels
 * ({@code input} is the last one, {@code previous} the one before), and makes five sums of two operations each.
 */
final class NasNetCell extends BinaryModule {
    static final float EPSILON = 0.001f;

    private final Wiring wiring;
    private final Block input;
    private final Block previous;

    private NasNetCell(Block input, Block previous, Wiring wiring) {
        this.input = part("conv_1x1", input);
        // A projection has a name of its own in the checkpoints, a halving has not.
        this.previous = part(previous instanceof Halving ? "" : "conv_prev_1x1", previous);
        this.wiring = part("", wiring);
    }

    /** Reads one output twice: the stem's convolution, which as {@code previous} is taken as it is. */
    static NasNetCell firstStem(int stemChannels, int channels, boolean countPadding) {
        return new NasNetCell(
                projection(channels), new Sequence(), new Reduction(channels, stemChannels, countPadding));
    }

    static NasNetCell secondStem(int channels, boolean countPadding) {
        return new NasNetCell(
                projection(channels), new Halving(channels), new Reduction(channels, channels, countPadding));
    }

    static NasNetCell reduction(int channels, boolean countPadding) {
        return new NasNetCell(
                projection(channels), projection(channels), new Reduction(channels, channels, countPadding));
    }

    /** The first cell after a reduction: {@code previous} has maps of twice the size. */
    static NasNetCell first(int channels) {
        return new NasNetCell(projection(channels), new Halving(channels), new Normal(channels));
    }

    static NasNetCell normal(int channels) {
        return new NasNetCell(projection(channels), projection(channels), new Normal(channels));
    }

    @Override
    protected <T> T flow(Flow<T> flow, T last, T lastButOne) {
        return flow.through(wiring, flow.through(input, last), flow.through(previous, lastButOne));
    }

    private static Sequence projection(int channels) {
        return new Sequence()
                .add(Layers.relu())
                .add("conv", Layers.convolution(channels, 1, 1, 0, false))
                .add("bn", Layers.batchNorm(EPSILON));
    }

    /** The five sums. */
    private abstract static class Wiring extends BinaryModule {
        final Block average = part("", Layers.averagePool(3, 1, 1, false, false));

        final Block separable(String name, int before, int channels, int kernel, int stride) {
            return part("comb_iter_" + name, new Separables(before, channels, kernel, stride));
        }
    }

    /** All maps keep their size; {@code previous} is put beside the sums. */
    private static final class Normal extends Wiring {
        private final Block left0;
        private final Block right0;
        private final Block left1;
        private final Block right1;
        private final Block left4;

        Normal(int channels) {
            left0 = separable("0_left", channels, channels, 5, 1);
            right0 = separable("0_right", channels, channels, 3, 1);
            left1 = separable("1_left", channels, channels, 5, 1);
            right1 = separable("1_right", channels, channels, 3, 1);
            left4 = separable("4_left", channels, channels, 3, 1);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input, T previous) {
            T means = flow.through(average, previous);
            return flow.concatenate(List.of(
                    previous,
                    flow.sum(flow.through(left0, input), flow.through(right0, previous)),
                    flow.sum(flow.through(left1, previous), flow.through(right1, previous)),
                    flow.sum(flow.through(average, input), previous),
                    flow.sum(means, means),
                    flow.sum(flow.through(left4, input), input)));
        }
    }

    /** Maps of half the size; the first sum is only read by others. */
    private static final class Reduction extends Wiring {
        private final Block left0;
        private final Block right0;
        private final Block right1;
        private final Block left2;
        private final Block right2;
        private final Block left4;
        private final Block largest = part("", SamePadding.maxPool(3, 2));

        Reduction(int channels, int previousChannels, boolean countPadding) {
            left0 = separable("0_left", channels, channels, 5, 2);
            right0 = separable("0_right", previousChannels, channels, 7, 2);
            right1 = separable("1_right", previousChannels, channels, 7, 2);
            left2 = part("", SamePadding.averagePool(3, 2, countPadding));
            right2 = separable("2_right", previousChannels, channels, 5, 2);
            left4 = separable("4_left", channels, channels, 3, 1);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input, T previous) {
            T maxima = flow.through(largest, input);
            T sum0 = flow.sum(flow.through(left0, input), flow.through(right0, previous));
            T sum1 = flow.sum(maxima, flow.through(right1, previous));
            return flow.concatenate(List.of(
                    sum1,
                    flow.sum(flow.through(left2, input), flow.through(right2, previous)),
                    flow.sum(flow.through(average, sum0), sum1),
                    flow.sum(flow.through(left4, sum0), maxima)));
        }
    }

    /** Twice: ReLU, depthwise convolution, 1x1 convolution, batch normalisation. The first one may stride. */
    private static final class Separables extends Module {
        private final Sequence steps = new Sequence();

        Separables(int before, int channels, int kernel, int stride) {
            add(1, before, channels, kernel, stride);
            add(2, channels, channels, kernel, 1);
            part("", steps);
        }

        private void add(int number, int before, int after, int kernel, int stride) {
            int padding = stride == 1 ? kernel / 2 : 0;
            steps.add(Layers.relu());
            if (stride > 1) {
                steps.add(SamePadding.zeros(kernel, stride));
            }
            var separable = new Sequence()
                    .add(
                            "depthwise_conv2d",
                            Layers.convolution(
                                    before,
                                    new Shape(kernel, kernel),
                                    stride,
                                    new Shape(padding, padding),
                                    before,
                                    false))
                    .add("pointwise_conv2d", Layers.convolution(after, 1, 1, 0, false));
            steps.add("separable_" + number, separable).add("bn_sep_" + number, Layers.batchNorm(EPSILON));
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.through(steps, input);
        }
    }

    /**
     * Half the map's size without a window: one half of the channels from the places with even row and column, the
     * other from those with odd ones.
     */
    private static final class Halving extends Module {
        private final Block relu = Layers.relu();
        private final Sequence even = new Sequence();
        private final Sequence odd = new Sequence();
        private final Block normalisation = Layers.batchNorm(EPSILON);

        Halving(int channels) {
            even.add("conv", Layers.convolution(channels / 2, 1, 2, 0, false));
            odd.add(SamePadding.shift()).add("conv", Layers.convolution(channels / 2, 1, 2, 0, false));
            part("", relu);
            part("path_1", even);
            part("path_2", odd);
            part("final_path_bn", normalisation);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            T positive = flow.through(relu, input);
            return flow.through(
                    normalisation,
                    flow.concatenate(List.of(flow.through(even, positive), flow.through(odd, positive))));
        }
    }
}
