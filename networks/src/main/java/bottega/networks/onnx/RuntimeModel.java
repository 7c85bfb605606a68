package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An exported file, opened in ONNX Runtime as anybody would open it. */
final class RuntimeModel implements AutoCloseable {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private final OrtSession.SessionOptions options;
    private final OrtSession session;

    private RuntimeModel(OrtSession.SessionOptions options, OrtSession session) {
        this.options = options;
        this.session = session;
    }

    /** What the runtime computed for one output. */
    record Computed(long[] shape, Elements elements) {}

    /** @throws ExportException when ONNX Runtime refuses the file */
    static RuntimeModel open(Path file) {
        var options = new OrtSession.SessionOptions();
        try {
            // A few runs do not repay a pool of buffers that is never given back.
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            // Threads that spin keep the engine, and other processes, from their work.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return new RuntimeModel(options, ENVIRONMENT.createSession(file.toString(), options));
        } catch (OrtException e) {
            options.close();
            throw refused(e);
        }
    }

    Map<String, Computed> run(Map<String, NDArray> inputs, Set<String> outputs) {
        var tensors = new LinkedHashMap<String, OnnxTensor>();
        try {
            for (var input : inputs.entrySet()) {
                tensors.put(input.getKey(), tensor(input.getValue()));
            }
            try (OrtSession.Result result = session.run(tensors, outputs)) {
                return StreamSupport.stream(result.spliterator(), false)
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> computed((OnnxTensor) entry.getValue())));
            }
        } catch (OrtException e) {
            throw refused(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static Computed computed(OnnxTensor tensor) {
        DataType type =
                switch (tensor.getInfo().type) {
                    case FLOAT -> DataType.FLOAT32;
                    case DOUBLE -> DataType.FLOAT64;
                    case FLOAT16 -> DataType.FLOAT16;
                    case BFLOAT16 -> DataType.BFLOAT16;
                    case INT8 -> DataType.INT8;
                    case UINT8 -> DataType.UINT8;
                    case INT16 -> DataType.INT16;
                    case INT32 -> DataType.INT32;
                    case INT64 -> DataType.INT64;
                    case BOOL -> DataType.BOOLEAN;
                    case STRING, UNKNOWN -> throw new ExportException("an output of type " + tensor.getInfo().type);
                };
        ByteBuffer bytes = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
        return new Computed(tensor.getInfo().getShape(), new Elements(bytes, type));
    }

    private static OnnxTensor tensor(NDArray array) throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(
                        Math.toIntExact(array.size() * array.getDataType().getNumOfBytes()))
                .order(ByteOrder.nativeOrder());
        bytes.put(array.toByteBuffer()).flip();
        return OnnxTensor.createTensor(ENVIRONMENT, bytes, array.getShape().getShape(), javaType(array.getDataType()));
    }

    private static OnnxJavaType javaType(DataType type) {
        return switch (type) {
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT64 -> OnnxJavaType.DOUBLE;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case BFLOAT16 -> OnnxJavaType.BFLOAT16;
            case INT8 -> OnnxJavaType.INT8;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case BOOLEAN -> OnnxJavaType.BOOL;
            default -> throw new ExportException("ONNX Runtime for Java takes no inputs of type " + type);
        };
    }

    private static ExportException refused(OrtException e) {
        return new ExportException("ONNX Runtime refuses the exported model: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try (options) {
            session.close();
        } catch (OrtException e) {
            throw refused(e);
        }
    }
}
