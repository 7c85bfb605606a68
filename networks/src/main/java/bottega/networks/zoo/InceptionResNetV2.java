package bottega.networks.zoo;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.layer.Branches;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.function.Supplier;

/**
 * Szegedy, Ioffe, Vanhoucke, Alemi 2016, "Inception-v4, Inception-ResNet and the Impact of Residual Connections on
 * Learning", in the form that Google published with weights, which has twice the paper's number of blocks; names are
 * timm's. Before a residual is added it is scaled down (section 3.3).
 */
final class InceptionResNetV2 {
    static final int LEAST_SIZE = 75;

    private InceptionResNetV2() {}

    static Block create(int classes, float dropout) {
        var network = new Sequence();
        add(network, "conv2d_1a", convolution(32, 3, 2, 0));
        add(network, "conv2d_2a", convolution(32, 3, 1, 0));
        add(network, "conv2d_2b", convolution(64, 3, 1, 1));
        network.add(Layers.maxPool(3, 2, 0));
        add(network, "conv2d_3b", convolution(80, 1, 1, 0));
        add(network, "conv2d_4a", convolution(192, 3, 1, 0));
        network.add(Layers.maxPool(3, 2, 0));
        add(network, "mixed_5b", mixed5b());
        repeat(network, "repeat", 10, InceptionResNetV2::block35);
        add(network, "mixed_6a", mixed6a());
        repeat(network, "repeat_1", 20, InceptionResNetV2::block17);
        add(network, "mixed_7a", mixed7a());
        repeat(network, "repeat_2", 9, () -> block8(0.20f, true));
        add(network, "block8", block8(1, false));
        add(network, "conv2d_7b", convolution(1536, 1, 1, 0));
        return network.add(Layers.globalAveragePool())
                .add(new Tap("embedding"))
                .add(Layers.dropout(dropout))
                .add("classif", Layers.linear(classes));
    }

    private static void add(Sequence network, String name, Block block) {
        network.add(name, block).add(new Tap(name));
    }

    private static void repeat(Sequence network, String name, int times, Supplier<Block> block) {
        var blocks = new Sequence();
        for (int index = 0; index < times; index++) {
            blocks.add(Integer.toString(index), block.get()).add(new Tap(name + "." + index));
        }
        network.add(name, blocks);
    }

    private static Block mixed5b() {
        return branches(
                convolution(96, 1, 1, 0),
                sequence(convolution(48, 1, 1, 0), convolution(64, 5, 1, 2)),
                sequence(convolution(64, 1, 1, 0), convolution(96, 3, 1, 1), convolution(96, 3, 1, 1)),
                sequence(Layers.averagePool(3, 1, 1, false, false), convolution(64, 1, 1, 0)));
    }

    private static Block block35() {
        var branches = branches(
                convolution(32, 1, 1, 0),
                sequence(convolution(32, 1, 1, 0), convolution(32, 3, 1, 1)),
                sequence(convolution(32, 1, 1, 0), convolution(48, 3, 1, 1), convolution(64, 3, 1, 1)));
        return new ScaledResidual(branches, 320, 0.17f, true);
    }

    private static Block mixed6a() {
        return branches(
                convolution(384, 3, 2, 0),
                sequence(convolution(256, 1, 1, 0), convolution(256, 3, 1, 1), convolution(384, 3, 2, 0)),
                Layers.maxPool(3, 2, 0));
    }

    private static Block block17() {
        var branches =
                branches(convolution(192, 1, 1, 0), sequence(convolution(128, 1, 1, 0), row(160, 7), column(192, 7)));
        return new ScaledResidual(branches, 1088, 0.10f, true);
    }

    private static Block mixed7a() {
        return branches(
                sequence(convolution(256, 1, 1, 0), convolution(384, 3, 2, 0)),
                sequence(convolution(256, 1, 1, 0), convolution(288, 3, 2, 0)),
                sequence(convolution(256, 1, 1, 0), convolution(288, 3, 1, 1), convolution(320, 3, 2, 0)),
                Layers.maxPool(3, 2, 0));
    }

    private static Block block8(float scale, boolean relu) {
        var branches =
                branches(convolution(192, 1, 1, 0), sequence(convolution(192, 1, 1, 0), row(224, 3), column(256, 3)));
        return new ScaledResidual(branches, 2080, scale, relu);
    }

    private static Branches branches(Block... blocks) {
        var branches = new Branches();
        for (int index = 0; index < blocks.length; index++) {
            branches.add("branch" + index, blocks[index]);
        }
        return branches;
    }

    private static Sequence sequence(Block... blocks) {
        var sequence = new Sequence();
        for (int index = 0; index < blocks.length; index++) {
            sequence.add(Integer.toString(index), blocks[index]);
        }
        return sequence;
    }

    private static Sequence convolution(int filters, int kernel, int stride, int padding) {
        return InceptionConvolution.of(filters, kernel, stride, padding);
    }

    private static Sequence row(int filters, int length) {
        return InceptionConvolution.of(filters, new Shape(1, length), 1, new Shape(0, length / 2));
    }

    private static Sequence column(int filters, int length) {
        return InceptionConvolution.of(filters, new Shape(length, 1), 1, new Shape(length / 2, 0));
    }

    /** {@code relu(x + scale (W branches(x) + b))}. */
    private static final class ScaledResidual extends Module {
        private final Sequence residual;
        private final Sequence activation = new Sequence();

        ScaledResidual(Branches branches, int channels, float scale, boolean relu) {
            residual = new Sequence().add(branches).add("conv2d", Layers.convolution(channels, 1));
            if (scale != 1) {
                residual.add(Layers.scale(scale));
            }
            if (relu) {
                activation.add(Layers.relu());
            }
            part("", residual);
            part("", activation);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.through(activation, flow.sum(input, flow.through(residual, input)));
        }
    }
}
