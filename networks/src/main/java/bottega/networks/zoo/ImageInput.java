package bottega.networks.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * The first block of every network of ours, so that the way from pixels to numbers is part of the model: uint8 RGB
 * {@code [N, H, W, 3]} in, float32 {@code [N, 3, H, W]} out, each channel {@code (x / 255 - mean) / deviation}.
 */
public final class ImageInput extends AbstractBlock {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final float[] factor = new float[3];
    private final float[] offset = new float[3];

    /** With ImageNet's mean and standard deviation, which published weights expect. */
    public ImageInput() {
        for (int channel = 0; channel < 3; channel++) {
            factor[channel] = 1 / (255 * DEVIATION[channel]);
            offset[channel] = -MEAN[channel] / DEVIATION[channel];
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray pixels = inputs.singletonOrThrow();
        var manager = pixels.getManager();
        return new NDList(pixels.toType(DataType.FLOAT32, false)
                .mul(manager.create(factor))
                .add(manager.create(offset))
                .transpose(0, 3, 1, 2));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape pixels = inputShapes[0];
        return new Shape[] {new Shape(pixels.get(0), pixels.get(3), pixels.get(1), pixels.get(2))};
    }
}
