package bottega.networks.zoo;

import ai.djl.ndarray.types.Shape;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;

/** The unit of torchvision's GoogLeNet and Inception v3, and of timm's Inception-ResNet v2: convolution without bias, batch normalisation, rectifier. */
final class InceptionConvolution {
    private static final float EPSILON = 1e-3f;

    private InceptionConvolution() {}

    static Sequence of(int filters, int kernel, int stride, int padding) {
        return of(filters, new Shape(kernel, kernel), stride, new Shape(padding, padding));
    }

    /**
     * @param kernel height and width
     * @param padding above and below, left and right
     */
    static Sequence of(int filters, Shape kernel, int stride, Shape padding) {
        return new Sequence()
                .add("conv", Layers.convolution(filters, kernel, stride, padding, 1, false))
                .add("bn", Layers.batchNorm(EPSILON))
                .add(Layers.relu());
    }
}
