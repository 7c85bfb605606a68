package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import bottega.networks.trace.TracedValue;
import java.util.Arrays;
import java.util.List;

/**
 * Which type an operation computes in. PyTorch promotes the types of its arguments; ONNX wants them equal, and ONNX
 * Runtime computes on the CPU in four types only wherever it matters.
 */
final class ElementTypes {
    private ElementTypes() {}

    /**
     * An argument as PyTorch's promotion sees it.
     *
     * @param scalar of rank 0, as numbers are: it counts only where it is of a higher category (boolean, integer,
     *     floating) than the arrays
     */
    record Operand(DataType type, boolean scalar) {
        static Operand of(TracedValue value) {
            return new Operand(value.dataType(), value.shape().dimension() == 0);
        }

        /** As DJL turns numbers into arrays: a Java double becomes a float64. */
        static Operand of(Number number) {
            return new Operand(
                    switch (number) {
                        case Float _ -> DataType.FLOAT32;
                        case Double _ -> DataType.FLOAT64;
                        case Byte _ -> DataType.INT8;
                        case Integer _ -> DataType.INT32;
                        case Long _ -> DataType.INT64;
                        default -> throw new ExportException("DJL makes no array of a " + number.getClass());
                    },
                    true);
        }
    }

    /** The common type of the operands (torch.result_type). */
    static DataType promote(Operand... operands) {
        DataType arrays = Arrays.stream(operands)
                .filter(operand -> !operand.scalar())
                .map(Operand::type)
                .reduce(null, ElementTypes::promote);
        DataType scalars = Arrays.stream(operands)
                .filter(Operand::scalar)
                .map(Operand::type)
                .reduce(null, ElementTypes::promote);
        if (arrays == null || scalars == null) {
            return arrays == null ? scalars : arrays;
        }
        return category(scalars) > category(arrays) ? promote(arrays, scalars) : arrays;
    }

    private static DataType promote(DataType one, DataType other) {
        if (one == null || one == other) {
            return other;
        }
        if (category(one) != category(other)) {
            return category(one) > category(other) ? one : other;
        }
        if (one.isFloating() && one.getNumOfBytes() == other.getNumOfBytes()) {
            return DataType.FLOAT32; // float16 with bfloat16
        }
        if (List.of(one, other).containsAll(List.of(DataType.UINT8, DataType.INT8))) {
            return DataType.INT16;
        }
        return one.getNumOfBytes() > other.getNumOfBytes() ? one : other;
    }

    private static int category(DataType type) {
        if (type.isFloating()) {
            return 2;
        }
        return type.isBoolean() ? 0 : 1;
    }

    /**
     * Where arithmetic of {@code type} is computed: float32, float64, int32 or int64, which every ONNX Runtime has kernels
     * for. A cast back to a narrower integer wraps, as the engine does.
     */
    static DataType arithmetic(DataType type) {
        return switch (type) {
            case FLOAT64, INT64, INT32 -> type;
            case UINT8, INT8, INT16, UINT16, BOOLEAN -> DataType.INT32;
            case UINT32, UINT64 -> DataType.INT64;
            default -> DataType.FLOAT32;
        };
    }
}
