package bottega.networks.weights;

import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A view of a storage, as PyTorch pickles it.
 *
 * @param storage name of the entry that holds the bytes
 * @param storageElements how many of {@code type} that entry must hold
 * @param offset of the first element, counted in elements
 * @param shape within {@link Limits}
 * @param strides in elements, as many as dimensions, none negative
 */
record TorchTensor(String storage, long storageElements, TensorType type, long offset, long[] shape, long[] strides) {

    /** @param untyped bytes of any type */
    record Storage(String key, TensorType type, long elements, boolean untyped) {}

    TensorInfo info() {
        return new TensorInfo(type, new Shape(shape));
    }

    long elements() {
        return Limits.elements(shape).orElseThrow();
    }

    /**
     * Elements from the first one to behind the last one; 0 when there are none.
     *
     * @throws ArithmeticException when no storage can be so long
     */
    long span() {
        if (elements() == 0) {
            return 0;
        }
        long last = 0;
        for (int i = 0; i < shape.length; i++) {
            last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
        }
        return Math.addExact(last, 1);
    }

    /** Whether the elements lie one after the other in row-major order. */
    boolean isContiguous() {
        long expected = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && strides[i] != expected) {
                return elements() == 0;
            }
            expected *= shape[i];
        }
        return true;
    }

    /**
     * The elements in row-major order, little-endian.
     *
     * @param bytes of the storage
     */
    MemorySegment gather(MemorySegment bytes, boolean bigEndian, Arena arena) {
        int width = type.bytes();
        if (isContiguous() && !(bigEndian && width > 1)) {
            return elements() == 0 ? MemorySegment.NULL : bytes.asSlice(offset * width, elements() * width);
        }
        MemorySegment gathered = arena.allocate(elements() * width, Long.BYTES);
        long[] index = new long[shape.length];
        long source = offset;
        for (long i = 0; i < elements(); i++) {
            copyElement(bytes, source * width, gathered, i * width, bigEndian);
            for (int d = shape.length - 1; d >= 0; d--) {
                source += strides[d];
                if (++index[d] < shape[d]) {
                    break;
                }
                source -= shape[d] * strides[d];
                index[d] = 0;
            }
        }
        return gathered;
    }

    private void copyElement(MemorySegment from, long source, MemorySegment to, long target, boolean bigEndian) {
        int width = type.bytes();
        for (int i = 0; i < width; i++) {
            byte value = from.get(ValueLayout.JAVA_BYTE, source + (bigEndian ? width - 1 - i : i));
            to.set(ValueLayout.JAVA_BYTE, target + i, value);
        }
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape) + ", strides " + Arrays.toString(strides) + ", offset " + offset + " in "
                + storageElements + " elements";
    }
}
