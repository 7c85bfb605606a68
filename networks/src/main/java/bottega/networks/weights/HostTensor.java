package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor in the JVM's own memory, on its way into a weight file.
 *
 * @param type of the elements
 * @param shape row-major
 * @param data little-endian, elements x bytes of one from position to limit
 */
public record HostTensor(TensorType type, Shape shape, ByteBuffer data) implements TensorSource {
    public HostTensor {
        long expected = Math.multiplyExact(shape.size(), type.bytes());
        if (data.remaining() != expected) {
            throw new IllegalArgumentException(
                    "data: expected " + expected + " bytes for " + type + shape + ", received " + data.remaining());
        }
    }

    @Override
    public TensorInfo info() {
        return new TensorInfo(type, shape);
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
        sink.write(data.duplicate());
    }

    /** A copy of the array, wherever it lives; the array stays open. */
    public static HostTensor of(NDArray array) {
        ByteBuffer bytes = array.toByteBuffer(false);
        return new HostTensor(TensorType.of(array.getDataType()), array.getShape(), bytes);
    }

    public static HostTensor of(float[] values, long... shape) {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new HostTensor(TensorType.F32, new Shape(shape), bytes);
    }

    public static HostTensor of(double[] values, long... shape) {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return new HostTensor(TensorType.F64, new Shape(shape), bytes);
    }
}
