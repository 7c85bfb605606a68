package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.AdaptiveAveragePool;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;

/**
 * Krizhevsky 2014, "One weird trick for parallelizing convolutional neural networks", as torchvision has it: one tower
 * of 64, 192, 384, 256, 256 channels, no local response normalisation. The network of 2012 has two towers (grouped
 * layers) of 96, 256, 384, 384, 256 channels together.
 */
final class AlexNet {
    static final int LEAST_SIZE = 63;

    private AlexNet() {}

    static Block create(int classes, float dropout) {
        var features = new Sequence();
        ClassicParts.convolution(features, "1", 0, 64, 11, 4, 2);
        features.add(Layers.maxPool(3, 2, 0));
        ClassicParts.convolution(features, "2", 3, 192, 5, 1, 2);
        features.add(Layers.maxPool(3, 2, 0));
        ClassicParts.convolution(features, "3", 6, 384, 3, 1, 1);
        ClassicParts.convolution(features, "4", 8, 256, 3, 1, 1);
        ClassicParts.convolution(features, "5", 10, 256, 3, 1, 1);
        features.add(Layers.maxPool(3, 2, 0));
        var classifier = new Sequence()
                .add(Layers.dropout(dropout))
                .add("1", Layers.linear(4096))
                .add(new Tap("fc6"))
                .add(Layers.relu())
                .add(new Tap("relu6"))
                .add(Layers.dropout(dropout))
                .add("4", Layers.linear(4096))
                .add(new Tap("fc7"))
                .add(Layers.relu())
                .add(new Tap("embedding"))
                .add("6", Layers.linear(classes));
        return new Sequence()
                .add("features", features)
                .add(new AdaptiveAveragePool(6, 6))
                .add(Layers.flatten())
                .add("classifier", classifier);
    }
}
