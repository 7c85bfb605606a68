package bottega.networks.zoo;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.layer.Branches;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;

/**
 * Szegedy, Vanhoucke, Ioffe, Shlens, Wojna 2015, "Rethinking the Inception Architecture for Computer Vision", as
 * torchvision has it, without the auxiliary head, which plays no part in an answer. Modules are named as there.
 */
final class InceptionV3 {
    static final int LEAST_SIZE = 75;

    private InceptionV3() {}

    static Block create(int classes, float dropout) {
        var network = new Sequence();
        layer(network, "Conv2d_1a_3x3", InceptionConvolution.of(32, 3, 2, 0));
        layer(network, "Conv2d_2a_3x3", InceptionConvolution.of(32, 3, 1, 0));
        layer(network, "Conv2d_2b_3x3", InceptionConvolution.of(64, 3, 1, 1));
        network.add(Layers.maxPool(3, 2, 0));
        layer(network, "Conv2d_3b_1x1", InceptionConvolution.of(80, 1, 1, 0));
        layer(network, "Conv2d_4a_3x3", InceptionConvolution.of(192, 3, 1, 0));
        network.add(Layers.maxPool(3, 2, 0));
        layer(network, "Mixed_5b", fiveByFive(32));
        layer(network, "Mixed_5c", fiveByFive(64));
        layer(network, "Mixed_5d", fiveByFive(64));
        layer(network, "Mixed_6a", reductionTo17());
        layer(network, "Mixed_6b", sevenBySeven(128));
        layer(network, "Mixed_6c", sevenBySeven(160));
        layer(network, "Mixed_6d", sevenBySeven(160));
        layer(network, "Mixed_6e", sevenBySeven(192));
        layer(network, "Mixed_7a", reductionTo8());
        layer(network, "Mixed_7b", expanded());
        layer(network, "Mixed_7c", expanded());
        return network.add(Layers.globalAveragePool())
                .add(new Tap("embedding"))
                .add(Layers.dropout(dropout))
                .add("fc", Layers.linear(classes));
    }

    private static void layer(Sequence network, String name, Block block) {
        network.add(name, block).add(new Tap(name));
    }

    /** Figure 5 of the paper, with a 5x5 convolution left in one branch. */
    private static Block fiveByFive(int pooled) {
        return new Branches()
                .add("branch1x1", square(64, 1))
                .add(new Sequence().add("branch5x5_1", square(48, 1)).add("branch5x5_2", square(64, 5)))
                .add(new Sequence()
                        .add("branch3x3dbl_1", square(64, 1))
                        .add("branch3x3dbl_2", square(96, 3))
                        .add("branch3x3dbl_3", square(96, 3)))
                .add(pooled(pooled));
    }

    private static Block reductionTo17() {
        return new Branches()
                .add("branch3x3", InceptionConvolution.of(384, 3, 2, 0))
                .add(new Sequence()
                        .add("branch3x3dbl_1", square(64, 1))
                        .add("branch3x3dbl_2", square(96, 3))
                        .add("branch3x3dbl_3", InceptionConvolution.of(96, 3, 2, 0)))
                .add(Layers.maxPool(3, 2, 0));
    }

    /** Figure 6 of the paper, n = 7. */
    private static Block sevenBySeven(int channels) {
        return new Branches()
                .add("branch1x1", square(192, 1))
                .add(new Sequence()
                        .add("branch7x7_1", square(channels, 1))
                        .add("branch7x7_2", row(channels, 7))
                        .add("branch7x7_3", column(192, 7)))
                .add(new Sequence()
                        .add("branch7x7dbl_1", square(channels, 1))
                        .add("branch7x7dbl_2", column(channels, 7))
                        .add("branch7x7dbl_3", row(channels, 7))
                        .add("branch7x7dbl_4", column(channels, 7))
                        .add("branch7x7dbl_5", row(192, 7)))
                .add(pooled(192));
    }

    private static Block reductionTo8() {
        return new Branches()
                .add(new Sequence()
                        .add("branch3x3_1", square(192, 1))
                        .add("branch3x3_2", InceptionConvolution.of(320, 3, 2, 0)))
                .add(new Sequence()
                        .add("branch7x7x3_1", square(192, 1))
                        .add("branch7x7x3_2", row(192, 7))
                        .add("branch7x7x3_3", column(192, 7))
                        .add("branch7x7x3_4", InceptionConvolution.of(192, 3, 2, 0)))
                .add(Layers.maxPool(3, 2, 0));
    }

    /** Figure 7 of the paper. */
    private static Block expanded() {
        return new Branches()
                .add("branch1x1", square(320, 1))
                .add(new Sequence()
                        .add("branch3x3_1", square(384, 1))
                        .add(new Branches().add("branch3x3_2a", row(384, 3)).add("branch3x3_2b", column(384, 3))))
                .add(new Sequence()
                        .add("branch3x3dbl_1", square(448, 1))
                        .add("branch3x3dbl_2", square(384, 3))
                        .add(new Branches().add("branch3x3dbl_3a", row(384, 3)).add("branch3x3dbl_3b", column(384, 3))))
                .add(pooled(192));
    }

    private static Block pooled(int channels) {
        return new Sequence().add(Layers.averagePool(3, 1, 1, false, true)).add("branch_pool", square(channels, 1));
    }

    private static Block square(int channels, int size) {
        return InceptionConvolution.of(channels, size, 1, size / 2);
    }

    private static Block row(int channels, int length) {
        return InceptionConvolution.of(channels, new Shape(1, length), 1, new Shape(0, length / 2));
    }

    private static Block column(int channels, int length) {
        return InceptionConvolution.of(channels, new Shape(length, 1), 1, new Shape(length / 2, 0));
    }
}
