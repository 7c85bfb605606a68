package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;

/**
 * The elements of an array of any type as numbers; true is 1.
 *
 * @param bytes in the machine's order, row-major
 */
record Elements(ByteBuffer bytes, DataType type) {
    static Elements of(NDArray array) {
        return new Elements(array.toByteBuffer(false), array.getDataType());
    }

    int count() {
        return bytes.limit() / type.getNumOfBytes();
    }

    double get(int index) {
        return switch (type) {
            case FLOAT32 -> bytes.getFloat(index * Float.BYTES);
            case FLOAT64 -> bytes.getDouble(index * Double.BYTES);
            case FLOAT16 -> Float.float16ToFloat(bytes.getShort(index * Short.BYTES));
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(index * Short.BYTES) << 16);
            case INT8, BOOLEAN -> bytes.get(index);
            case UINT8 -> Byte.toUnsignedInt(bytes.get(index));
            case INT16 -> bytes.getShort(index * Short.BYTES);
            case INT32 -> bytes.getInt(index * Integer.BYTES);
            case INT64 -> bytes.getLong(index * Long.BYTES);
            default -> throw new ExportException("elements of type " + type + " cannot be compared");
        };
    }

    double largestMagnitude() {
        double largest = 0;
        for (int i = 0; i < count(); i++) {
            largest = Math.max(largest, Math.abs(get(i)));
        }
        return largest;
    }
}
