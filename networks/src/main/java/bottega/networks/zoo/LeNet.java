package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;

/**
 * LeNet-5's layout (LeCun, Bottou, Bengio, Haffner 1998): at 32x32, 6@28x28, 6@14x14, 16@10x10, 16@5x5, 120, 84,
 * classes. Ours departs from the paper in four things, as all do today: colour in, ReLU for tanh, max for average
 * pooling, and a linear head for the radial one.
 */
final class LeNet {
    static final int LEAST_SIZE = 16;

    private LeNet() {}

    static Block create(int classes) {
        return new Sequence()
                .add("conv1", Layers.convolution(6, 5))
                .add(new Tap("conv1"))
                .add(Layers.relu())
                .add(Layers.maxPool(2, 2, 0))
                .add("conv2", Layers.convolution(16, 5))
                .add(new Tap("conv2"))
                .add(Layers.relu())
                .add(Layers.maxPool(2, 2, 0))
                .add(Layers.flatten())
                .add("fc1", Layers.linear(120))
                .add(Layers.relu())
                .add("fc2", Layers.linear(84))
                .add(Layers.relu())
                .add(new Tap("embedding"))
                .add("fc3", Layers.linear(classes));
    }
}
