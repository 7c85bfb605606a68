package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Copies a tensor's bytes into memory of the engine's own, in pieces, so that beside the array itself little is
 * taken. Arrays that DJL makes from Java's memory stay there, aligned to 16 bytes; the engine's own are aligned to 64,
 * and its kernels add in another order by alignment.
 */
final class EngineMemory {
    static final int PIECE_BYTES = 16 << 20;
    private static final int ALIGNMENT = 64;

    private EngineMemory() {}

    /**
     * @param bytes the tensor's elements in row-major order, little-endian
     * @param type {@link TensorType#dataType()} or FLOAT32
     * @throws ArithmeticException when a U64 is too large for INT64
     */
    static NDArray copy(MemorySegment bytes, TensorInfo info, DataType type, NDManager manager) {
        return copy(bytes, info, type, manager, PIECE_BYTES);
    }

    static NDArray copy(MemorySegment bytes, TensorInfo info, DataType type, NDManager manager, int pieceBytes) {
        if (type != info.type().dataType() && type != DataType.FLOAT32) {
            throw new IllegalArgumentException(
                    "expected " + info.type().dataType() + " or FLOAT32 for " + info.type() + ", received " + type);
        }
        NDArray array = manager.create(info.shape(), type);
        try {
            fill(array, bytes, info, type, pieceBytes);
        } catch (RuntimeException e) {
            array.close();
            throw e;
        }
        return array;
    }

    private static void fill(NDArray array, MemorySegment bytes, TensorInfo info, DataType type, int pieceBytes) {
        long elements = info.shape().size();
        long step = Math.max(
                1, pieceBytes / Math.max(type.getNumOfBytes(), info.type().bytes()));
        if (elements == 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined();
                NDArray flat = array.reshape(new Shape(elements))) {
            MemorySegment piece = arena.allocate(Math.min(step, elements) * type.getNumOfBytes(), ALIGNMENT);
            for (long begin = 0; begin < elements; begin += step) {
                long count = Math.min(step, elements - begin);
                MemorySegment source = bytes.asSlice(
                        begin * info.type().bytes(), count * info.type().bytes());
                MemorySegment converted = piece.asSlice(0, count * type.getNumOfBytes());
                convert(source, info.type(), converted, type);
                // set(Buffer) and copyTo() would turn the array into another view of Java's memory.
                try (NDArray numbers = array.getManager()
                        .create(converted.asByteBuffer().order(ByteOrder.nativeOrder()), new Shape(count), type)) {
                    flat.set(new NDIndex().addSliceDim(begin, begin + count), numbers);
                }
            }
        }
    }

    private static void convert(MemorySegment source, TensorType from, MemorySegment target, DataType type) {
        if (type == DataType.FLOAT32 && from != TensorType.F32) {
            long elements = target.byteSize() / Float.BYTES;
            for (long i = 0; i < elements; i++) {
                target.setAtIndex(ValueLayout.JAVA_FLOAT, i, from.floatAt(source, i));
            }
            return;
        }
        switch (from) {
            case F64, I64 ->
                MemorySegment.copy(source, TensorType.LONG, 0, target, ValueLayout.JAVA_LONG, 0, longs(target));
            case F32, I32 ->
                MemorySegment.copy(source, TensorType.INT, 0, target, ValueLayout.JAVA_INT, 0, ints(target));
            case U8, I8 -> target.copyFrom(source);
            case BOOL -> {
                for (long i = 0; i < target.byteSize(); i++) {
                    target.set(ValueLayout.JAVA_BYTE, i, source.get(ValueLayout.JAVA_BYTE, i) == 0 ? (byte) 0 : 1);
                }
            }
            case F16, BF16 -> throw new IllegalStateException("half precision is read as FLOAT32 only");
            case I16, U16 -> {
                for (long i = 0; i < ints(target); i++) {
                    target.setAtIndex(ValueLayout.JAVA_INT, i, (int) from.longAt(source, i));
                }
            }
            case U32 -> {
                for (long i = 0; i < longs(target); i++) {
                    target.setAtIndex(ValueLayout.JAVA_LONG, i, from.longAt(source, i));
                }
            }
            case U64 -> {
                for (long i = 0; i < longs(target); i++) {
                    long value = from.longAt(source, i);
                    if (value < 0) {
                        throw new ArithmeticException(Long.toUnsignedString(value) + " is too large for INT64");
                    }
                    target.setAtIndex(ValueLayout.JAVA_LONG, i, value);
                }
            }
        }
    }

    private static long longs(MemorySegment segment) {
        return segment.byteSize() / Long.BYTES;
    }

    private static long ints(MemorySegment segment) {
        return segment.byteSize() / Integer.BYTES;
    }
}
