package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Continues a map {@code [N, C, H, W]} beyond its edges by its mirror image, the edge itself not repeated: {@code c b | a
 * b c d | c b}. Image transformation networks use it instead of zeros, which leave a frame (Johnson, Alahi, Fei-Fei 2016).
 */
public final class ReflectionPad extends AbstractBlock {
    private final int top;
    private final int bottom;
    private final int left;
    private final int right;

    /** The same on all sides. */
    public ReflectionPad(int padding) {
        this(padding, padding, padding, padding);
    }

    public ReflectionPad(int top, int bottom, int left, int right) {
        if (top < 0 || bottom < 0 || left < 0 || right < 0) {
            throw new IllegalArgumentException("padding: expected none below 0, received top " + top + ", bottom "
                    + bottom + ", left " + left + ", right " + right);
        }
        this.top = top;
        this.bottom = bottom;
        this.left = left;
        this.right = right;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        checkSize(x.getShape());
        return new NDList(mirrored(mirrored(x, 3, left, right), 2, top, bottom));
    }

    private static NDArray mirrored(NDArray x, int axis, int before, int after) {
        var parts = new NDList();
        if (before > 0) {
            parts.add(x.get(NDIndex.sliceAxis(axis, 1, before + 1)).flip(axis));
        }
        parts.add(x);
        if (after > 0) {
            parts.add(x.get(NDIndex.sliceAxis(axis, -(after + 1), -1)).flip(axis));
        }
        return parts.size() == 1 ? x : NDArrays.concat(parts, axis);
    }

    private void checkSize(Shape input) {
        if (Math.max(top, bottom) >= input.get(2) || Math.max(left, right) >= input.get(3)) {
            throw new IllegalArgumentException("a map of " + input + " has no mirror image as wide as the padding: top "
                    + top + ", bottom " + bottom + ", left " + left + ", right " + right);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape input = inputShapes[0];
        checkSize(input);
        return new Shape[] {
            new Shape(input.get(0), input.get(1), input.get(2) + top + bottom, input.get(3) + left + right)
        };
    }
}
