package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * Sandler, Howard, Zhu, Zhmoginov, Chen 2018, "MobileNetV2: Inverted Residuals and Linear Bottlenecks", table 2, as
 * torchvision has it. Taps are {@code features.0} to {@code features.18}, the positions in torchvision's list.
 */
final class MobileNetV2 {
    static final int LEAST_SIZE = 32;

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 16, 1, 1),
            new Stage(6, 24, 2, 2),
            new Stage(6, 32, 3, 2),
            new Stage(6, 64, 4, 2),
            new Stage(6, 96, 3, 1),
            new Stage(6, 160, 3, 2),
            new Stage(6, 320, 1, 1));

    /** A row of the paper's table 2: t, c, n, s. */
    private record Stage(int expansion, int channels, int blocks, int stride) {}

    private MobileNetV2() {}

    static Block create(int classes, float dropout) {
        var features = new Sequence();
        int position = 0;
        add(features, position++, MobileConvolution.of(32, 3, 2, 1, Layers.relu6()));
        int before = 32;
        for (Stage stage : STAGES) {
            for (int index = 0; index < stage.blocks(); index++) {
                int stride = index == 0 ? stage.stride() : 1;
                add(features, position++, new InvertedResidual(before, stage.channels(), stride, stage.expansion()));
                before = stage.channels();
            }
        }
        add(features, position, MobileConvolution.of(1280, 1, 1, 1, Layers.relu6()));
        return new Sequence()
                .add("features", features)
                .add(Layers.globalAveragePool())
                .add(new Tap("embedding"))
                .add(Layers.dropout(dropout))
                .add("classifier", new Sequence().add("1", Layers.linear(classes)));
    }

    private static void add(Sequence features, int position, Block block) {
        features.add(Integer.toString(position), block).add(new Tap("features." + position));
    }

    /** Wide inside, narrow outside; the projection has no activation. */
    private static final class InvertedResidual extends Module {
        private final Sequence branch = new Sequence();
        private final boolean residual;

        InvertedResidual(int before, int after, int stride, int expansion) {
            residual = stride == 1 && before == after;
            int hidden = before * expansion;
            int position = 0;
            if (expansion != 1) {
                branch.add(Integer.toString(position++), MobileConvolution.of(hidden, 1, 1, 1, Layers.relu6()));
            }
            branch.add(Integer.toString(position++), MobileConvolution.of(hidden, 3, stride, hidden, Layers.relu6()))
                    .add(Integer.toString(position++), Layers.convolution(after, 1, 1, 0, false))
                    .add(Integer.toString(position), Layers.batchNorm());
            part("conv", branch);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            T output = flow.through(branch, input);
            return residual ? flow.sum(input, output) : output;
        }
    }
}
