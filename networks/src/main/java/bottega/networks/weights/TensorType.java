package bottega.networks.weights;

import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The element types that are read and written, by safetensors' own names and in the order in which its reference
 * implementation lays tensors out.
 */
public enum TensorType {
    /** Read as INT64; the larger half of its values is refused when it is read. */
    U64(8, DataType.INT64),
    I64(8, DataType.INT64),
    F64(8, DataType.FLOAT64),
    F32(4, DataType.FLOAT32),
    U32(4, DataType.INT64),
    I32(4, DataType.INT32),
    /** The upper half of an F32; read as FLOAT32. */
    BF16(2, DataType.FLOAT32),
    /** IEEE half precision; read as FLOAT32, which holds every value of it. */
    F16(2, DataType.FLOAT32),
    U16(2, DataType.INT32),
    I16(2, DataType.INT32),
    I8(1, DataType.INT8),
    U8(1, DataType.UINT8),
    /** One byte; 0 is false, everything else true. */
    BOOL(1, DataType.BOOLEAN);

    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;
    private final DataType dataType;

    TensorType(int bytes, DataType dataType) {
        this.bytes = bytes;
        this.dataType = dataType;
    }

    /** Bytes of one element in the file. */
    public int bytes() {
        return bytes;
    }

    /** What {@link TensorFile#read} hands out; the next wider type where the engine does not know this one. */
    public DataType dataType() {
        return dataType;
    }

    /** The element at an index of little-endian data, rounded where FLOAT32 does not hold it. */
    float floatAt(MemorySegment data, long index) {
        return switch (this) {
            case F64 -> (float) Double.longBitsToDouble(data.getAtIndex(LONG, index));
            case F32 -> Float.intBitsToFloat(data.getAtIndex(INT, index));
            case F16 -> Float.float16ToFloat(data.getAtIndex(SHORT, index));
            case BF16 -> Float.intBitsToFloat(data.getAtIndex(SHORT, index) << 16);
            case U64 -> unsignedToFloat(data.getAtIndex(LONG, index));
            case I64, U32, I32, U16, I16, I8, U8, BOOL -> longAt(data, index);
        };
    }

    /** The element at an index of little-endian data of whole numbers; U64 as its bits. */
    long longAt(MemorySegment data, long index) {
        return switch (this) {
            case U64, I64 -> data.getAtIndex(LONG, index);
            case U32 -> Integer.toUnsignedLong(data.getAtIndex(INT, index));
            case I32 -> data.getAtIndex(INT, index);
            case U16 -> Short.toUnsignedLong(data.getAtIndex(SHORT, index));
            case I16 -> data.getAtIndex(SHORT, index);
            case I8 -> data.get(ValueLayout.JAVA_BYTE, index);
            case U8 -> Byte.toUnsignedLong(data.get(ValueLayout.JAVA_BYTE, index));
            case BOOL -> data.get(ValueLayout.JAVA_BYTE, index) == 0 ? 0 : 1;
            case F64, F32, BF16, F16 -> throw new IllegalStateException(this + " are no whole numbers");
        };
    }

    private static float unsignedToFloat(long bits) {
        // Halved with the lost bit kept, a large number is rounded as it would have been whole.
        return bits >= 0 ? bits : 2f * ((bits >>> 1) | (bits & 1));
    }

    static Optional<TensorType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findAny();
    }

    static TensorType of(DataType dataType) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(dataType.asSafetensors()))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("expected a data type that safetensors can hold ("
                        + Arrays.toString(values()) + "), received " + dataType));
    }
}
