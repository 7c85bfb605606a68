package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Branches;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;

/**
 * Szegedy et al. 2014, "Going Deeper with Convolutions", table 1, as torchvision has it: batch normalisation in the
 * place of biases and local response normalisation, and 3x3 where the paper has 5x5 (a mistake that became part of the
 * published weights). Without the two auxiliary heads, which play no part in an answer.
 */
final class GoogLeNet {
    static final int LEAST_SIZE = 32;

    private GoogLeNet() {}

    static Block create(int classes, float dropout) {
        var network = new Sequence()
                .add("conv1", InceptionConvolution.of(64, 7, 2, 3))
                .add(new Tap("conv1"))
                .add(pool(3))
                .add("conv2", InceptionConvolution.of(64, 1, 1, 0))
                .add(new Tap("conv2"))
                .add("conv3", InceptionConvolution.of(192, 3, 1, 1))
                .add(new Tap("conv3"))
                .add(pool(3));
        inception(network, "3a", 64, 96, 128, 16, 32, 32);
        inception(network, "3b", 128, 128, 192, 32, 96, 64);
        network.add(pool(3));
        inception(network, "4a", 192, 96, 208, 16, 48, 64);
        inception(network, "4b", 160, 112, 224, 24, 64, 64);
        inception(network, "4c", 128, 128, 256, 24, 64, 64);
        inception(network, "4d", 112, 144, 288, 32, 64, 64);
        inception(network, "4e", 256, 160, 320, 32, 128, 128);
        network.add(pool(2));
        inception(network, "5a", 256, 160, 320, 32, 128, 128);
        inception(network, "5b", 384, 192, 384, 48, 128, 128);
        return network.add(Layers.globalAveragePool())
                .add(new Tap("embedding"))
                .add(Layers.dropout(dropout))
                .add("fc", Layers.linear(classes));
    }

    private static Block pool(int size) {
        return Layers.maxPool(size, 2, 0, true);
    }

    /** The columns of the paper's table: #1x1, #3x3 reduce, #3x3, #5x5 reduce, #5x5, pool proj. */
    private static void inception(
            Sequence network, String name, int one, int threeReduce, int three, int fiveReduce, int five, int pool) {
        var module = new Branches()
                .add("branch1", InceptionConvolution.of(one, 1, 1, 0))
                .add(
                        "branch2",
                        new Sequence()
                                .add("0", InceptionConvolution.of(threeReduce, 1, 1, 0))
                                .add("1", InceptionConvolution.of(three, 3, 1, 1)))
                .add(
                        "branch3",
                        new Sequence()
                                .add("0", InceptionConvolution.of(fiveReduce, 1, 1, 0))
                                .add("1", InceptionConvolution.of(five, 3, 1, 1)))
                .add(
                        "branch4",
                        new Sequence()
                                .add(Layers.maxPool(3, 1, 1, true))
                                .add("1", InceptionConvolution.of(pool, 1, 1, 0)));
        network.add("inception" + name, module).add(new Tap("inception" + name));
    }
}
