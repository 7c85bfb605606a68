package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Means of {@code height} x {@code width} windows that cover the map, whatever its size: window i of n over a length L
 * goes from {@code floor(i L / n)} to {@code ceil((i + 1) L / n)}, as in PyTorch. Where the map has the wanted size
 * already it passes unchanged, which is how the networks that end so run at their own input size.
 */
public final class AdaptiveAveragePool extends AbstractBlock {
    private final int height;
    private final int width;

    public AdaptiveAveragePool(int height, int width) {
        this.height = height;
        this.width = width;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray maps = inputs.singletonOrThrow();
        Shape shape = maps.getShape();
        NDManager manager = maps.getManager();
        NDArray pooled = maps;
        if (shape.get(2) != height) {
            pooled = windows(manager, height, shape.get(2)).matMul(pooled);
        }
        if (shape.get(3) != width) {
            pooled = pooled.matMul(windows(manager, width, shape.get(3)).transpose());
        }
        return new NDList(pooled);
    }

    /** {@code [windows, length]}: the mean of each window as a row. In the engine's memory, for the gradient's sake. */
    private static NDArray windows(NDManager manager, int windows, long length) {
        float[] means = new float[Math.toIntExact(windows * length)];
        for (int i = 0; i < windows; i++) {
            int from = Math.toIntExact(i * length / windows);
            int to = Math.toIntExact(Math.ceilDiv((i + 1) * length, windows));
            for (int place = from; place < to; place++) {
                means[Math.toIntExact(i * length + place)] = 1f / (to - from);
            }
        }
        return manager.create(means, new Shape(windows, length)).duplicate();
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(1), height, width)};
    }
}
