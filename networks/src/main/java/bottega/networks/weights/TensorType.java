package bottega.networks.weights;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;

/** The element types of safetensors that are read and written here, by the format's own names. */
public enum TensorType {
    F64(8, DataType.FLOAT64),
    I64(8, DataType.INT64),
    U64(8, DataType.INT64),
    F32(4, DataType.FLOAT32),
    I32(4, DataType.INT32),
    U32(4, DataType.INT64),
    /** IEEE half precision; read as FLOAT32, which holds every value of it. */
    F16(2, DataType.FLOAT32),
    /** The upper half of an F32; read as FLOAT32. */
    BF16(2, DataType.FLOAT32),
    I16(2, DataType.INT32),
    U16(2, DataType.INT32),
    U8(1, DataType.UINT8),
    I8(1, DataType.INT8),
    /** One byte, 0 or 1. */
    BOOL(1, DataType.BOOLEAN);

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

    /** What {@link SafeTensors#read} hands out; the next wider type where the engine does not know this one. */
    public DataType dataType() {
        return dataType;
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
