package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;

/**
 * TensorFlow's padding "same": {@code ceil(size / stride)} windows, and where the zeros that they need do not divide
 * evenly, the odd one stands to the right and below. DJL's and PyTorch's padding is the same on both sides, so it depends
 * on the size of the map whether that does. Maps are {@code [N, C, H, W]}.
 */
public final class SamePadding {
    private SamePadding() {}

    /** What a convolution without padding of its own needs around the map. */
    public static Block zeros(int kernel, int stride) {
        return LambdaBlock.singleton(maps -> pad(maps, kernel, stride), "samePadding");
    }

    private static NDArray pad(NDArray maps, int kernel, int stride) {
        long vertical = missing(maps.getShape().get(2), kernel, stride);
        long horizontal = missing(maps.getShape().get(3), kernel, stride);
        if (vertical == 0 && horizontal == 0) {
            return maps;
        }
        var sides = new Shape(horizontal / 2, horizontal - horizontal / 2, vertical / 2, vertical - vertical / 2);
        return maps.pad(sides, 0);
    }

    private static long missing(long size, int kernel, int stride) {
        return Math.max(0, (Math.ceilDiv(size, stride) - 1) * stride + kernel - size);
    }

    /** Padding is never the largest. */
    public static Block maxPool(int kernel, int stride) {
        return LambdaBlock.singleton(
                maps -> maps.getNDArrayInternal()
                        .maxPool(square(kernel), square(stride), before(maps, kernel, stride), true),
                "sameMaxPool");
    }

    /**
     * @param countPadding whether the zeros count in a window's mean, which TensorFlow's do not, but the ones of some who
     *     took over its weights do
     */
    public static Block averagePool(int kernel, int stride, boolean countPadding) {
        Block counting =
                new Sequence().add(zeros(kernel, stride)).add(Layers.averagePool(kernel, stride, 0, false, true));
        return countPadding ? counting : Layers.withoutPadding(counting);
    }

    /**
     * Left and above. With as much on the other side, and a window that hangs over the edge allowed, the windows are
     * those of "same", whichever side has more.
     */
    private static Shape before(NDArray maps, int kernel, int stride) {
        return new Shape(
                missing(maps.getShape().get(2), kernel, stride) / 2,
                missing(maps.getShape().get(3), kernel, stride) / 2);
    }

    private static Shape square(int side) {
        return new Shape(side, side);
    }

    /** Each value one place up and one to the left, zeros after the last. */
    public static Block shift() {
        return LambdaBlock.singleton(
                maps -> maps.get(new NDIndex(":, :, 1:, 1:")).pad(new Shape(0, 1, 0, 1), 0), "shift");
    }
}
