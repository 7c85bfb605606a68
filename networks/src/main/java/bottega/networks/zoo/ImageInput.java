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
 * {@code [N, H, W, 3]} in, float32 {@code [N, 3, H, W]} out, by the network's {@link Preprocessing}.
 */
public final class ImageInput extends AbstractBlock {
    private final Preprocessing preprocessing;
    private final float[] factor = new float[3];
    private final float[] offset = new float[3];

    public ImageInput(Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
        for (int channel = 0; channel < 3; channel++) {
            double deviation = preprocessing.deviation().get(channel);
            factor[channel] = (float) (preprocessing.range() / (255 * deviation));
            offset[channel] = (float) (-preprocessing.mean().get(channel) / deviation);
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray pixels = inputs.singletonOrThrow();
        var manager = pixels.getManager();
        NDArray numbers = pixels.toType(DataType.FLOAT32, false)
                .mul(manager.create(factor))
                .add(manager.create(offset));
        NDArray ordered =
                switch (preprocessing.order()) {
                    case RGB -> numbers;
                    case BGR -> numbers.flip(3);
                };
        return new NDList(ordered.transpose(0, 3, 1, 2));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape pixels = inputShapes[0];
        return new Shape[] {new Shape(pixels.get(0), pixels.get(3), pixels.get(1), pixels.get(2))};
    }
}
