package bottega.networks.weights;

import ai.djl.ndarray.types.Shape;

/**
 * What a weight file says about one tensor.
 *
 * @param type of its elements in the file
 * @param shape row-major; {@code ()} is one number
 * @param begin first byte, counted from the end of the header
 * @param end first byte that is not its own any more; {@code end - begin} is elements x bytes of one
 */
public record TensorInfo(TensorType type, Shape shape, long begin, long end) {
    public long bytes() {
        return end - begin;
    }

    @Override
    public String toString() {
        return type + shape.toString();
    }
}
