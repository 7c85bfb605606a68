package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A tensor of the file whose elements stay where they are until they are written.
 *
 * @param header name, type and dimensions; the elements too, where {@code bytes} is 0
 * @param bytes of the elements that {@code data} gives
 * @param data little-endian, row-major; called once for each writing
 */
record Initializer(TensorProto header, long bytes, Supplier<ByteBuffer> data) {

    static Initializer of(TensorProto complete) {
        return new Initializer(complete, 0, () -> ByteBuffer.allocate(0));
    }

    /** The elements are read from the engine's own memory when the file is written. */
    static Initializer of(String name, NDArray array) {
        return of(name, array.getDataType(), array.getShape().getShape(), () -> array.toByteBuffer(true));
    }

    static Initializer of(String name, DataType type, long[] dimensions, Supplier<ByteBuffer> data) {
        TensorProto header = TensorProto.newBuilder()
                .setName(name)
                .setDataType(Tensors.type(type).getNumber())
                .addAllDims(Arrays.stream(dimensions).boxed().toList())
                .build();
        long elements = Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
        return new Initializer(header, Math.multiplyExact(elements, type.getNumOfBytes()), data);
    }

    String name() {
        return header.getName();
    }
}
