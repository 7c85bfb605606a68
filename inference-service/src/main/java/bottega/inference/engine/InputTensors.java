package bottega.inference.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import bottega.common.inference.Datatype;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The inputs of one run. Their memory lies outside the heap, where ONNX Runtime reads it without a copy, and goes back
 * when this is closed, not when the garbage collector comes by. For one thread.
 */
public final class InputTensors implements AutoCloseable {
    private final OrtEnvironment environment;
    private final Arena arena = Arena.ofConfined();
    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    InputTensors(OrtEnvironment environment) {
        this.environment = environment;
    }

    /** Zeroed, in the processor's byte order, valid until this is closed. */
    public ByteBuffer allocate(long bytes) {
        return arena.allocate(bytes, Long.BYTES).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /**
     * @param data from {@link #allocate}, from position 0: row-major elements of the datatype, which ONNX Runtime's Java
     *     API has ({@link Datatypes#java}); not BYTES
     */
    public void add(String name, Datatype datatype, List<Long> shape, ByteBuffer data) throws OrtException {
        put(
                name,
                OnnxTensor.createTensor(
                        environment,
                        data.rewind(),
                        dimensions(shape),
                        Datatypes.java(datatype).orElseThrow()));
    }

    /**
     * @param data row-major
     */
    public void add(String name, List<Long> shape, String[] data) throws OrtException {
        put(name, OnnxTensor.createTensor(environment, data, dimensions(shape)));
    }

    private void put(String name, OnnxTensor tensor) {
        OnnxTensor replaced = tensors.put(name, tensor);
        if (replaced != null) {
            replaced.close();
        }
    }

    private static long[] dimensions(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    Map<String, OnnxTensor> byName() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
        arena.close();
    }
}
