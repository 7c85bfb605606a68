package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.layer.StochasticDepth;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * Tan, Le 2019, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", table 1 (B0), as torchvision
 * has it. Taps are the positions in torchvision's lists: {@code features.0}, {@code features.1.0} to {@code
 * features.7.0}, {@code features.8}.
 */
final class EfficientNet {
    static final int LEAST_SIZE = 32;

    /** Of the last block; the rate rises in equal steps from 0 at the first. */
    private static final float STOCHASTIC_DEPTH = 0.2f;

    private static final List<Stage> B0 = List.of(
            new Stage(1, 3, 1, 16, 1),
            new Stage(6, 3, 2, 24, 2),
            new Stage(6, 5, 2, 40, 2),
            new Stage(6, 3, 2, 80, 3),
            new Stage(6, 5, 1, 112, 3),
            new Stage(6, 5, 2, 192, 4),
            new Stage(6, 3, 1, 320, 1));

    /** A row of the paper's table 1. */
    private record Stage(int expansion, int kernel, int stride, int channels, int blocks) {}

    private EfficientNet() {}

    static Block b0(int classes, float dropout) {
        var features = new Sequence()
                .add("0", MobileConvolution.of(32, 3, 2, 1, Layers.silu()))
                .add(new Tap("features.0"));
        int total = B0.stream().mapToInt(Stage::blocks).sum();
        int before = 32;
        int number = 0;
        int position = 1;
        for (Stage stage : B0) {
            var blocks = new Sequence();
            for (int index = 0; index < stage.blocks(); index++) {
                float rate = STOCHASTIC_DEPTH * number++ / total;
                blocks.add(Integer.toString(index), new InvertedResidual(stage, before, index > 0, rate))
                        .add(new Tap("features." + position + "." + index));
                before = stage.channels();
            }
            features.add(Integer.toString(position++), blocks);
        }
        features.add(Integer.toString(position), MobileConvolution.of(4 * before, 1, 1, 1, Layers.silu()))
                .add(new Tap("features." + position));
        return new Sequence()
                .add("features", features)
                .add(Layers.globalAveragePool())
                .add(new Tap("embedding"))
                .add(Layers.dropout(dropout))
                .add("classifier", new Sequence().add("1", Layers.linear(classes)));
    }

    /** MBConv: expand, filter each channel by itself, weigh the channels, project. */
    private static final class InvertedResidual extends Module {
        private final Sequence branch = new Sequence();
        private final Block stochasticDepth;
        private final boolean residual;

        InvertedResidual(Stage stage, int before, boolean repeated, float stochasticDepthRate) {
            int stride = repeated ? 1 : stage.stride();
            residual = stride == 1 && before == stage.channels();
            int hidden = before * stage.expansion();
            int position = 0;
            if (stage.expansion() != 1) {
                branch.add(Integer.toString(position++), MobileConvolution.of(hidden, 1, 1, 1, Layers.silu()));
            }
            branch.add(
                            Integer.toString(position++),
                            MobileConvolution.of(hidden, stage.kernel(), stride, hidden, Layers.silu()))
                    .add(Integer.toString(position++), new SqueezeExcitation(hidden, before / 4))
                    .add(Integer.toString(position), MobileConvolution.linear(stage.channels(), 1, 1, 1));
            part("block", branch);
            stochasticDepth = part("", new StochasticDepth(stochasticDepthRate));
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            T output = flow.through(branch, input);
            return residual ? flow.sum(flow.through(stochasticDepth, output), input) : output;
        }
    }

    /** Hu, Shen, Sun 2017, "Squeeze-and-Excitation Networks": each channel times a number that all channels decide. */
    private static final class SqueezeExcitation extends Module {
        private final Sequence weights;

        SqueezeExcitation(int channels, int squeezed) {
            weights = part(
                    "",
                    new Sequence()
                            .add(Layers.globalAveragePool())
                            .add(Layers.vectorsAsMaps())
                            .add("fc1", Layers.convolution(squeezed, 1))
                            .add(Layers.silu())
                            .add("fc2", Layers.convolution(channels, 1))
                            .add(Layers.sigmoid()));
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.product(input, flow.through(weights, input));
        }
    }
}
