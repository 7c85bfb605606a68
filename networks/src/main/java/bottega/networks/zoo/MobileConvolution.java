package bottega.networks.zoo;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;

/** The unit of torchvision's MobileNetV2 and EfficientNet: convolution without bias, batch normalisation, activation. */
final class MobileConvolution {
    private MobileConvolution() {}

    /** @param groups 1, or the number of channels for a depthwise convolution */
    static Sequence of(int filters, int kernel, int stride, int groups, Block activation) {
        return linear(filters, kernel, stride, groups).add(activation);
    }

    /** Without activation. */
    static Sequence linear(int filters, int kernel, int stride, int groups) {
        var size = new Shape(kernel, kernel);
        var padding = new Shape(kernel / 2, kernel / 2);
        return new Sequence()
                .add("0", Layers.convolution(filters, size, stride, padding, groups, false))
                .add("1", Layers.batchNorm());
    }
}
