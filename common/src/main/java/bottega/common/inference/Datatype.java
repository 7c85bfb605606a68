package bottega.common.inference;

import java.util.Arrays;
import java.util.Optional;

/** Tensor datatypes of the Open Inference Protocol v2, with the bytes that an element takes. */
public enum Datatype {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP16(2),
    FP32(4),
    FP64(8),
    BF16(2),
    /** Elements of any length; text in JSON. */
    BYTES(0);

    private final int size;

    Datatype(int size) {
        this.size = size;
    }

    /** Bytes an element, 0 where it varies. */
    public int size() {
        return size;
    }

    public static Optional<Datatype> named(String name) {
        return Arrays.stream(values())
                .filter(datatype -> datatype.name().equals(name))
                .findFirst();
    }
}
