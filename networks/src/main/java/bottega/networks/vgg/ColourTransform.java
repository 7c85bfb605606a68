package bottega.networks.vgg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * From RGB 0..1 to what a network was trained on, as a 1x1 convolution.
 *
 * @param weight {@code [3, 3, 1, 1]}, output channel first
 * @param bias {@code [3]}
 */
record ColourTransform(NDArray weight, NDArray bias) {
    private static final Shape MATRIX = new Shape(3, 3, 1, 1);

    /** BGR 0..255 minus (103.939, 116.779, 123.68), Caffe's mean of ImageNet. */
    static ColourTransform caffe(NDManager manager) {
        return new ColourTransform(
                manager.create(new float[] {0, 0, 255, 0, 255, 0, 255, 0, 0}, MATRIX),
                manager.create(new float[] {-103.939f, -116.779f, -123.68f}));
    }

    /** RGB minus (0.485, 0.456, 0.406), by (0.229, 0.224, 0.225). */
    static ColourTransform torchvision(NDManager manager) {
        float[] mean = {0.485f, 0.456f, 0.406f};
        float[] deviation = {0.229f, 0.224f, 0.225f};
        float[] matrix = new float[9];
        float[] offset = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            matrix[channel * 4] = 1 / deviation[channel];
            offset[channel] = -mean[channel] / deviation[channel];
        }
        return new ColourTransform(manager.create(matrix, MATRIX), manager.create(offset));
    }
}
