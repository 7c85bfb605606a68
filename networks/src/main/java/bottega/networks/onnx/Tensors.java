package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Arrays and numbers as ONNX tensors, raw little-endian, row-major. */
final class Tensors {
    private Tensors() {}

    static TensorProto integers(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(values.length)
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }

    static TensorProto reals(String name, float[] values, long... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addAllDims(Arrays.stream(dimensions).boxed().toList())
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }

    /** A tensor of rank 0. */
    static TensorProto scalar(String name, DataType type, Number value) {
        ByteBuffer bytes = ByteBuffer.allocate(type.getNumOfBytes()).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case FLOAT32 -> bytes.putFloat(value.floatValue());
            case FLOAT64 -> bytes.putDouble(value.doubleValue());
            case INT64 -> bytes.putLong(value.longValue());
            case INT32 -> bytes.putInt(value.intValue());
            case INT16 -> bytes.putShort(value.shortValue());
            case UINT8, INT8 -> bytes.put(value.byteValue());
            case BOOLEAN -> bytes.put((byte) (value.doubleValue() != 0 ? 1 : 0));
            case FLOAT16 -> bytes.putShort(Float.floatToFloat16(value.floatValue()));
            default -> throw new ExportException("no scalar of type " + type + ": cast to float32 first");
        }
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type(type).getNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()))
                .build();
    }

    /** A tensor of rank 1 with one element. */
    static TensorProto single(String name, DataType type, Number value) {
        return scalar(name, type, value).toBuilder().addDims(1).build();
    }

    static TensorProto.DataType type(DataType type) {
        return switch (type) {
            case FLOAT32 -> TensorProto.DataType.FLOAT;
            case FLOAT64 -> TensorProto.DataType.DOUBLE;
            case FLOAT16 -> TensorProto.DataType.FLOAT16;
            case BFLOAT16 -> TensorProto.DataType.BFLOAT16;
            case UINT8 -> TensorProto.DataType.UINT8;
            case INT8 -> TensorProto.DataType.INT8;
            case INT16 -> TensorProto.DataType.INT16;
            case INT32 -> TensorProto.DataType.INT32;
            case INT64 -> TensorProto.DataType.INT64;
            case BOOLEAN -> TensorProto.DataType.BOOL;
            default -> throw new ExportException("ONNX has no tensors of DJL's type " + type);
        };
    }
}
