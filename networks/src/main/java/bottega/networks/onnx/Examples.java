package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Makes the inputs on which a block is traced and its file compared; they should be as different as can be. */
@FunctionalInterface
public interface Examples {
    /** @param shape with the batch axis and without free axes: it differs from call to call */
    NDArray create(NDManager manager, DataType type, Shape shape);

    /** Normally distributed, mean 0, standard deviation 1. */
    static Examples normal() {
        return (manager, type, shape) -> manager.randomNormal(shape).toType(type, false);
    }

    /**
     * Evenly distributed whole numbers.
     *
     * @param low the least
     * @param high beyond the largest
     */
    static Examples wholeNumbers(int low, int high) {
        return (manager, type, shape) ->
                manager.randomUniform(low, high, shape).floor().toType(type, false);
    }
}
