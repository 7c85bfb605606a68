package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Branches;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;

/**
 * Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer 2016, "SqueezeNet", table 1, and its authors' version 1.1, as
 * torchvision has them. Taps are named as the layers of the authors' Caffe files: {@code fire5/squeeze1x1} is what the
 * convolution gives, {@code fire5/relu_squeeze1x1} stands behind the rectifier, {@code fire5} is the whole module.
 *
 * <p>The head is a convolution before the global average, so there is no vector before the head: the embedding is the
 * global average of the last maps that are no evidence for classes yet, {@code fire9}.
 */
final class SqueezeNet {
    static final int LEAST_SIZE_1_0 = 21;
    static final int LEAST_SIZE_1_1 = 17;

    private SqueezeNet() {}

    static Block version1_0(int classes, float dropout) {
        var features = new Sequence();
        start(features, 96, 7);
        fire(features, 2, 3, 16, 64);
        fire(features, 3, 4, 16, 64);
        fire(features, 4, 5, 32, 128);
        features.add(pool());
        fire(features, 5, 7, 32, 128);
        fire(features, 6, 8, 48, 192);
        fire(features, 7, 9, 48, 192);
        fire(features, 8, 10, 64, 256);
        features.add(pool());
        fire(features, 9, 12, 64, 256);
        return withHead(features, classes, dropout);
    }

    static Block version1_1(int classes, float dropout) {
        var features = new Sequence();
        start(features, 64, 3);
        fire(features, 2, 3, 16, 64);
        fire(features, 3, 4, 16, 64);
        features.add(pool());
        fire(features, 4, 6, 32, 128);
        fire(features, 5, 7, 32, 128);
        features.add(pool());
        fire(features, 6, 9, 48, 192);
        fire(features, 7, 10, 48, 192);
        fire(features, 8, 11, 64, 256);
        fire(features, 9, 12, 64, 256);
        return withHead(features, classes, dropout);
    }

    private static void start(Sequence features, int filters, int kernel) {
        features.add("0", Layers.convolution(filters, kernel, 2, 0, true))
                .add(new Tap("conv1"))
                .add(Layers.relu())
                .add(new Tap("relu_conv1"))
                .add(pool());
    }

    private static Block pool() {
        return Layers.maxPool(3, 2, 0, true);
    }

    /** @param expanded channels of each of the two kinds of convolution that follow the squeezing one */
    private static void fire(Sequence features, int number, int position, int squeezed, int expanded) {
        String name = "fire" + number;
        var branches = new Branches()
                .add(rectified(name, "expand1x1", "expand1x1", Layers.convolution(expanded, 1)))
                .add(rectified(name, "expand3x3", "expand3x3", Layers.convolution(expanded, 3, 1, 1, true)));
        var fire = new Sequence()
                .add(rectified(name, "squeeze1x1", "squeeze", Layers.convolution(squeezed, 1)))
                .add(branches);
        features.add(Integer.toString(position), fire).add(new Tap(name));
    }

    private static Sequence rectified(String fire, String layer, String parameters, Block convolution) {
        return new Sequence()
                .add(parameters, convolution)
                .add(new Tap(fire + "/" + layer))
                .add(Layers.relu())
                .add(new Tap(fire + "/relu_" + layer));
    }

    private static Block withHead(Sequence features, int classes, float dropout) {
        var classifier = new Sequence()
                .add(Layers.dropout(dropout))
                .add("1", Layers.convolution(classes, 1))
                .add(new Tap("conv10"))
                .add(Layers.relu())
                .add(new Tap("relu_conv10"))
                .add(Layers.globalAveragePool());
        return new Sequence().add("features", features).add(new Embedding()).add("classifier", classifier);
    }

    /** Beside the way to the answer, on which the maps pass unchanged. */
    private static final class Embedding extends Module {
        private final Sequence embedding =
                part("", new Sequence().add(Layers.globalAveragePool()).add(new Tap("embedding")));

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            flow.through(embedding, input);
            return input;
        }
    }
}
