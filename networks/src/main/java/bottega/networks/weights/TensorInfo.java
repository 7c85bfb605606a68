package bottega.networks.weights;

import ai.djl.ndarray.types.Shape;

/**
 * What a weight file says about one tensor.
 *
 * @param type of its elements in the file
 * @param shape row-major; {@code ()} is one number
 */
public record TensorInfo(TensorType type, Shape shape) {
    /** Elements x bytes of one. */
    public long bytes() {
        return Math.multiplyExact(shape.size(), type.bytes());
    }

    @Override
    public String toString() {
        return type + shape.toString();
    }
}
