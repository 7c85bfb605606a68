package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;

/** DJL's layers in a word each. Maps are {@code [N, C, H, W]}; sizes, strides and paddings are those of both axes. */
public final class Layers {
    private Layers() {}

    /** With bias, stride 1, no padding. */
    public static Conv2d convolution(int filters, int kernel) {
        return convolution(filters, kernel, 1, 0, true);
    }

    public static Conv2d convolution(int filters, int kernel, int stride, int padding, boolean bias) {
        return convolution(filters, new Shape(kernel, kernel), stride, new Shape(padding, padding), 1, bias);
    }

    /**
     * @param kernel height and width
     * @param padding above and below, left and right
     * @param groups of channels that do not see each other; as many as there are channels is a depthwise convolution
     */
    public static Conv2d convolution(int filters, Shape kernel, int stride, Shape padding, int groups, boolean bias) {
        return Conv2d.builder()
                .setFilters(filters)
                .setKernelShape(kernel)
                .optStride(new Shape(stride, stride))
                .optPadding(padding)
                .optGroups(groups)
                .optBias(bias)
                .build();
    }

    public static BatchNorm batchNorm() {
        return batchNorm(1e-5f);
    }

    /** @param epsilon added to the variance */
    public static BatchNorm batchNorm(float epsilon) {
        return BatchNorm.builder().optEpsilon(epsilon).build();
    }

    public static Linear linear(long units) {
        return Linear.builder().setUnits(units).build();
    }

    public static Dropout dropout(float rate) {
        return Dropout.builder().optRate(rate).build();
    }

    public static Block relu() {
        return new Elementwise("relu", Activation::relu);
    }

    /** {@code min(max(x, 0), 6)}. */
    public static Block relu6() {
        return new Elementwise("relu6", array -> array.clip(0, 6));
    }

    /** {@code x sigmoid(x)} (Elfwing et al. 2017; "swish" with beta 1). */
    public static Block silu() {
        return new Elementwise("silu", array -> array.mul(Activation.sigmoid(array)));
    }

    public static Block sigmoid() {
        return new Elementwise("sigmoid", Activation::sigmoid);
    }

    public static Block tanh() {
        return new Elementwise("tanh", Activation::tanh);
    }

    /** Multiplication with a number that is not trained. */
    public static Block scale(float factor) {
        // In the engine's memory: the gradient reads it when Java may have let go of a number of its own.
        return new Elementwise(
                "scale", array -> array.mul(array.getManager().full(new Shape(), factor, DataType.FLOAT32)));
    }

    /** @param slope of the negative side */
    public static Block leakyRelu(float slope) {
        return new Elementwise("leakyRelu", array -> Activation.leakyRelu(array, slope));
    }

    public static Block maxPool(int size, int stride, int padding) {
        return maxPool(size, stride, padding, false);
    }

    /** @param ceiling whether a window that hangs over the edge counts */
    public static Block maxPool(int size, int stride, int padding, boolean ceiling) {
        return Pool.maxPool2dBlock(
                new Shape(size, size), new Shape(stride, stride), new Shape(padding, padding), ceiling);
    }

    /** @param countPadding whether the zeros around the map count in a window's mean */
    public static Block averagePool(int size, int stride, int padding, boolean ceiling, boolean countPadding) {
        Block counting = Pool.avgPool2dBlock(
                new Shape(size, size), new Shape(stride, stride), new Shape(padding, padding), ceiling, true);
        return countPadding || padding == 0 ? counting : withoutPadding(counting);
    }

    /**
     * @param counting a pooling that counts zeros around the map, as DJL's engine does whatever it is told: the same mean
     *     of ones is the share of what is no padding
     */
    static Block withoutPadding(Block counting) {
        return LambdaBlock.singleton(
                maps -> {
                    Shape one = new Shape(1, 1).addAll(maps.getShape().slice(2));
                    NDArray ones = maps.getManager().ones(one, maps.getDataType());
                    return mean(counting, maps).div(mean(counting, ones));
                },
                "averagePool");
    }

    private static NDArray mean(Block pooling, NDArray maps) {
        return pooling.forward(new ParameterStore(maps.getManager(), false), new NDList(maps), false)
                .singletonOrThrow();
    }

    /** {@code [N, C, H, W]} to {@code [N, C]}. */
    public static Block globalAveragePool() {
        return Pool.globalAvgPool2dBlock();
    }

    /** {@code [N, C]} to {@code [N, C, 1, 1]}. */
    public static Block vectorsAsMaps() {
        return LambdaBlock.singleton(array -> array.expandDims(2).expandDims(3), "vectorsAsMaps");
    }

    /** {@code [N, ...]} to {@code [N, D]}. */
    public static Block flatten() {
        return Blocks.batchFlattenBlock();
    }
}
