package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * The small residual network of He, Zhang, Ren, Sun 2015 ("Deep Residual Learning"), section 4.2, with n = 1, so 8
 * layers: a 3x3 convolution, three residual blocks of 16, 32 and 64 channels, global average pooling, a linear head.
 * One departure: projection shortcuts (its option B) where the shape changes; there it pads with zeros (option A).
 */
final class SmallResNet {
    static final int LEAST_SIZE = 16;

    private static final List<Integer> CHANNELS = List.of(16, 32, 64);

    private SmallResNet() {}

    static Block create(int classes) {
        int before = CHANNELS.getFirst();
        var network = new Sequence()
                .add("conv1", Layers.convolution(before, 3, 1, 1, false))
                .add("bn1", Layers.batchNorm())
                .add(new Tap("conv1"))
                .add(Layers.relu());
        for (int stage = 1; stage <= CHANNELS.size(); stage++) {
            int channels = CHANNELS.get(stage - 1);
            boolean projected = channels != before;
            network.add("stage" + stage, new Residual(channels, projected ? 2 : 1, false, projected))
                    .add(new Tap("stage" + stage));
            before = channels;
        }
        return network.add(Layers.globalAveragePool()).add(new Tap("embedding")).add("fc", Layers.linear(classes));
    }
}
