package bottega.networks.zoo;

import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;

/** What the networks from AlexNet to VGG have in common. */
final class ClassicParts {
    private ClassicParts() {}

    /**
     * A convolution with its rectifier and the taps {@code conv<name>} and {@code relu<name>}.
     *
     * @param position in the checkpoint's list of features
     */
    static void convolution(
            Sequence features, String name, int position, int filters, int kernel, int stride, int padding) {
        features.add(Integer.toString(position), Layers.convolution(filters, kernel, stride, padding, true))
                .add(new Tap("conv" + name))
                .add(Layers.relu())
                .add(new Tap("relu" + name));
    }

    /** Two layers of 4,096 units with dropout behind them, and the head. */
    static Sequence classifier(int classes, float dropout) {
        return new Sequence()
                .add("0", Layers.linear(4096))
                .add(new Tap("fc6"))
                .add(Layers.relu())
                .add(new Tap("relu6"))
                .add(Layers.dropout(dropout))
                .add("3", Layers.linear(4096))
                .add(new Tap("fc7"))
                .add(Layers.relu())
                .add(new Tap("embedding"))
                .add(Layers.dropout(dropout))
                .add("6", Layers.linear(classes));
    }
}
