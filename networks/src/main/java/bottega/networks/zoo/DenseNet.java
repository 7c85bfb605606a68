package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * Huang, Liu, van der Maaten, Weinberger 2016, "Densely Connected Convolutional Networks", table 1 (DenseNet-BC with
 * growth rate 32), as torchvision has it.
 */
final class DenseNet {
    static final int LEAST_SIZE = 32;

    private static final int GROWTH_RATE = 32;
    private static final int BOTTLENECK = 4 * GROWTH_RATE;

    private DenseNet() {}

    static Block densenet201(int classes) {
        return create(classes, List.of(6, 12, 48, 32));
    }

    private static Block create(int classes, List<Integer> layersOfBlock) {
        int channels = 2 * GROWTH_RATE;
        var features = new Sequence()
                .add("conv0", Layers.convolution(channels, 7, 2, 3, false))
                .add(new Tap("conv0"))
                .add("norm0", Layers.batchNorm())
                .add(Layers.relu())
                .add(new Tap("relu0"))
                .add(Layers.maxPool(3, 2, 1));
        for (int block = 1; block <= layersOfBlock.size(); block++) {
            String name = "denseblock" + block;
            var layers = new Sequence();
            for (int layer = 1; layer <= layersOfBlock.get(block - 1); layer++) {
                layers.add("denselayer" + layer, new DenseLayer()).add(new Tap(name + ".denselayer" + layer));
                channels += GROWTH_RATE;
            }
            features.add(name, layers);
            if (block < layersOfBlock.size()) {
                channels /= 2;
                features.add("transition" + block, transition(channels)).add(new Tap("transition" + block));
            }
        }
        features.add("norm5", Layers.batchNorm());
        return new Sequence()
                .add("features", features)
                .add(Layers.relu())
                .add(new Tap("relu5"))
                .add(Layers.globalAveragePool())
                .add(new Tap("embedding"))
                .add("classifier", Layers.linear(classes));
    }

    private static Block transition(int channels) {
        return new Sequence()
                .add("norm", Layers.batchNorm())
                .add(Layers.relu())
                .add("conv", Layers.convolution(channels, 1, 1, 0, false))
                .add(Layers.averagePool(2, 2, 0, false, true));
    }

    /** {@code [x, H(x)]}, equation 2: what came in, and the new maps after it. */
    private static final class DenseLayer extends Module {
        private final Sequence added = part(
                "",
                new Sequence()
                        .add("norm1", Layers.batchNorm())
                        .add(Layers.relu())
                        .add("conv1", Layers.convolution(BOTTLENECK, 1, 1, 0, false))
                        .add("norm2", Layers.batchNorm())
                        .add(Layers.relu())
                        .add("conv2", Layers.convolution(GROWTH_RATE, 3, 1, 1, false)));

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.concatenate(List.of(input, flow.through(added, input)));
        }
    }
}
