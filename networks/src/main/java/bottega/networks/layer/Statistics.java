package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** What group and instance normalisation have in common. */
final class Statistics {
    private Statistics() {}

    /**
     * {@code (x - mean) / sqrt(variance + epsilon)}, mean and variance (of the whole group, not of a sample) over each
     * group of channels of each picture.
     *
     * @param x {@code [N, C, ...]}
     * @param groups of channels that follow each other, a divisor of C
     */
    static NDArray standardise(NDArray x, long groups, float epsilon) {
        NDArray grouped = x.reshape(x.size(0), groups, -1);
        NDArray centred = grouped.sub(grouped.mean(new int[] {2}, true));
        NDArray variance = centred.square().mean(new int[] {2}, true);
        // A number's memory would be Java's, and may be gone before the gradient needs it.
        NDArray deviation = variance.add(x.getManager().full(new Shape(), epsilon, DataType.FLOAT32))
                .sqrt();
        return centred.div(deviation).reshape(x.getShape());
    }

    /** One number for each channel, in a shape that goes with {@code [N, C, ...]}. */
    static NDArray perChannel(NDArray parameter, NDArray x) {
        long[] shape = new long[x.getShape().dimension()];
        Arrays.fill(shape, 1);
        shape[1] = parameter.size();
        return parameter.reshape(new Shape(shape));
    }
}
