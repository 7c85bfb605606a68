package bottega.networks.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Brightness as ITU-R BT.601 weighs it, {@code 0.299 R + 0.587 G + 0.114 B}: float32 {@code [N, 3, H, W]}, red first,
 * to {@code [N, 1, H, W]}. The weights add up to one, so a grey picture keeps its values.
 */
final class Luma extends AbstractBlock {
    private static final float[] WEIGHTS = {0.299f, 0.587f, 0.114f};

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray colours = inputs.singletonOrThrow();
        // Duplicated into the engine's memory, for the sake of a gradient back to the picture.
        NDArray weights = colours.getManager()
                .create(WEIGHTS, new Shape(1, WEIGHTS.length, 1, 1))
                .duplicate();
        return new NDList(colours.mul(weights).sum(new int[] {1}, true));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape colours = inputShapes[0];
        return new Shape[] {new Shape(colours.get(0), 1, colours.get(2), colours.get(3))};
    }
}
