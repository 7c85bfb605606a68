package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Krizhevsky, Sutskever, Hinton 2012, section 3.3, as Caffe computes it: {@code b_c = a_c / (k + alpha / n * sum
 * a_j^2)^beta}, the sum over the n channels around c that there are. (The paper has {@code alpha} in the place of {@code
 * alpha / n}.) Maps {@code [N, C, H, W]} of float32. The sum is a 1x1 convolution with a band of ones, so that it has a
 * gradient and a translation.
 */
public final class LocalResponseNormalization extends AbstractBlock {
    private final int size;
    private final float alpha;
    private final float beta;
    private final float k;

    /** @param size channels of the window, odd */
    public LocalResponseNormalization(int size, float alpha, float beta, float k) {
        if (size < 1 || size % 2 == 0) {
            throw new IllegalArgumentException("channels of the window: expected an odd number, received " + size);
        }
        this.size = size;
        this.alpha = alpha;
        this.beta = beta;
        this.k = k;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray maps = inputs.singletonOrThrow();
        NDManager manager = maps.getManager();
        NDArray band = band(manager, Math.toIntExact(maps.getShape().get(1)));
        NDArray energy = Conv2d.conv2d(maps.mul(maps), band).singletonOrThrow();
        NDArray scale = energy.add(manager.full(new Shape(), k, DataType.FLOAT32))
                .pow(manager.full(new Shape(), beta, DataType.FLOAT32));
        return new NDList(maps.div(scale));
    }

    /** {@code [C, C, 1, 1]}: alpha / n where two channels share a window. In the engine's memory, for the gradient's sake. */
    private NDArray band(NDManager manager, int channels) {
        float[] weights = new float[channels * channels];
        for (int channel = 0; channel < channels; channel++) {
            int from = Math.max(0, channel - size / 2);
            int to = Math.min(channels - 1, channel + size / 2);
            for (int other = from; other <= to; other++) {
                weights[channel * channels + other] = alpha / size;
            }
        }
        return manager.create(weights, new Shape(channels, channels, 1, 1)).duplicate();
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
