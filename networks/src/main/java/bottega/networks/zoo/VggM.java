package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.AdaptiveAveragePool;
import bottega.networks.layer.Layers;
import bottega.networks.layer.LocalResponseNormalization;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;

/**
 * CNN-M of Chatfield, Simonyan, Vedaldi, Zisserman 2014, "Return of the Devil in the Details", table 1, with the
 * numbers that the paper leaves to its Caffe files: local response normalisation over 5 channels with alpha 5e-4, beta
 * 0.75, k 2, and poolings of 3x3 whose last window may hang over the edge. Parameters are named as in the checkpoint for
 * PyTorch that Cadene made of it ({@code pretrainedmodels}' vggm). Maps of another size than 6x6 are averaged to that.
 */
final class VggM {
    static final int LEAST_SIZE = 41;

    private VggM() {}

    static Block create(int classes, float dropout) {
        var features = new Sequence();
        ClassicParts.convolution(features, "1", 0, 96, 7, 2, 0);
        features.add(normalisation()).add(new Tap("norm1")).add(Layers.maxPool(3, 2, 0, true));
        ClassicParts.convolution(features, "2", 4, 256, 5, 2, 1);
        features.add(normalisation()).add(new Tap("norm2")).add(Layers.maxPool(3, 2, 0, true));
        ClassicParts.convolution(features, "3", 8, 512, 3, 1, 1);
        ClassicParts.convolution(features, "4", 10, 512, 3, 1, 1);
        ClassicParts.convolution(features, "5", 12, 512, 3, 1, 1);
        features.add(Layers.maxPool(3, 2, 0, true));
        return new Sequence()
                .add("features", features)
                .add(new AdaptiveAveragePool(6, 6))
                .add(Layers.flatten())
                .add("classif", ClassicParts.classifier(classes, dropout));
    }

    private static Block normalisation() {
        return new LocalResponseNormalization(5, 5e-4f, 0.75f, 2);
    }
}
