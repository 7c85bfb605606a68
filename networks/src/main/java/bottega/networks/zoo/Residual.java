package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;

/**
 * {@code relu(F(x) + shortcut(x))}: He, Zhang, Ren, Sun 2015, equations 1 and 2. F is two 3x3 convolutions, or a bottleneck
 * of 1x1, 3x3 and 1x1; the shortcut is a projection or nothing.
 */
final class Residual extends Module {
    private final Sequence branch = new Sequence();
    private final Sequence shortcut = new Sequence();
    private final Block relu = Layers.relu();

    /**
     * @param channels of the 3x3 convolutions; a bottleneck gives four times as many
     * @param stride of the (second, in a bottleneck) convolution
     */
    Residual(int channels, int stride, boolean bottleneck, boolean projected) {
        int after = bottleneck ? 4 * channels : channels;
        if (bottleneck) {
            branch.add("conv1", Layers.convolution(channels, 1, 1, 0, false))
                    .add("bn1", Layers.batchNorm())
                    .add(Layers.relu())
                    .add("conv2", Layers.convolution(channels, 3, stride, 1, false))
                    .add("bn2", Layers.batchNorm())
                    .add(Layers.relu())
                    .add("conv3", Layers.convolution(after, 1, 1, 0, false))
                    .add("bn3", Layers.batchNorm());
        } else {
            branch.add("conv1", Layers.convolution(channels, 3, stride, 1, false))
                    .add("bn1", Layers.batchNorm())
                    .add(Layers.relu())
                    .add("conv2", Layers.convolution(channels, 3, 1, 1, false))
                    .add("bn2", Layers.batchNorm());
        }
        if (projected) {
            shortcut.add("0", Layers.convolution(after, 1, stride, 0, false)).add("1", Layers.batchNorm());
        }
        part("", branch);
        part("downsample", shortcut);
        part("", relu);
    }

    @Override
    protected <T> T flow(Flow<T> flow, T input) {
        return flow.through(relu, flow.sum(flow.through(branch, input), flow.through(shortcut, input)));
    }
}
