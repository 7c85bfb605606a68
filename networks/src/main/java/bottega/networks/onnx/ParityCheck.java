package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import bottega.common.model.ModelManifest.Parity;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Holds what ONNX Runtime computes from a model against what DJL computed. The bound is {@value #TOLERANCE} x max(1,
 * standard deviation): float32 sums of some thousand terms in another order differ by about 1e-6 of their size, so the
 * bound leaves two orders of magnitude, and a wrong padding or a forgotten bias is far beyond it.
 */
final class ParityCheck {
    static final double TOLERANCE = 1e-4;

    /** Below this spread of the outputs across inputs, agreement says nothing. */
    static final double LEAST_DEVIATION = 0.1;

    private final List<Integer> batchSizes = new ArrayList<>();
    private double largestDifference;
    private String worst = "";

    /** What DJL computed for one output. */
    record Expected(String output, NDArray array) {}

    /**
     * Runs the model on {@code input} and remembers the largest difference.
     *
     * @throws ExportException when ONNX Runtime refuses the model, or an output has another shape
     */
    void compare(byte[] model, String inputName, NDArray input, List<Expected> expected) {
        var names = new HashSet<String>();
        expected.forEach(e -> names.add(e.output()));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(model, options);
                OnnxTensor tensor = tensor(environment, input);
                OrtSession.Result result = session.run(Map.of(inputName, tensor), names)) {
            for (Expected e : expected) {
                compare(e, (OnnxTensor) result.get(e.output()).orElseThrow());
            }
        } catch (OrtException e) {
            throw new ExportException("ONNX Runtime refuses the exported model: " + e.getMessage(), e);
        }
        int batch = Math.toIntExact(input.getShape().get(0));
        if (!batchSizes.contains(batch)) {
            batchSizes.add(batch);
        }
    }

    private void compare(Expected expected, OnnxTensor actual) {
        long[] shape = actual.getInfo().getShape();
        if (!Arrays.equals(shape, expected.array().getShape().getShape())) {
            throw new ExportException("output '" + expected.output() + "': expected shape "
                    + expected.array().getShape() + ", ONNX Runtime gave " + Arrays.toString(shape));
        }
        DataType type = expected.array().getDataType();
        if (!actual.getInfo().onnxType.name().endsWith("_" + Tensors.type(type).name())) {
            throw new ExportException("output '" + expected.output() + "': expected elements of " + type
                    + ", ONNX Runtime gave " + actual.getInfo().onnxType);
        }
        double[] wanted = expected.array().toType(DataType.FLOAT64, false).toDoubleArray();
        double[] values = values(actual, wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            double difference = difference(type, wanted[i], values[i]);
            // Written so that NaN counts as a difference.
            if (!(difference <= largestDifference)) {
                largestDifference = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
                worst = expected.output() + "[" + i + "]: DJL " + wanted[i] + ", ONNX Runtime " + values[i];
            }
        }
    }

    /** Integers and booleans are right or wrong. */
    private static double difference(DataType type, double wanted, double actual) {
        if (type.isFloating()) {
            return Math.abs(wanted - actual);
        }
        return wanted == actual ? 0 : Double.POSITIVE_INFINITY;
    }

    private static double[] values(OnnxTensor tensor, int count) {
        OnnxJavaType type = tensor.getInfo().type;
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> values(count, tensor.getFloatBuffer()::get);
            case DOUBLE -> values(count, tensor.getDoubleBuffer()::get);
            case INT64 -> values(count, tensor.getLongBuffer()::get);
            case INT32 -> values(count, tensor.getIntBuffer()::get);
            case INT16 -> values(count, tensor.getShortBuffer()::get);
            case INT8, BOOL -> values(count, tensor.getByteBuffer()::get);
            case UINT8 -> values(count, tensor.getByteBuffer()::get, 0xff);
            case STRING, UNKNOWN -> throw new ExportException("an output of " + type);
        };
    }

    private static double[] values(int count, IntToDoubleFunction buffer) {
        return IntStream.range(0, count).mapToDouble(buffer).toArray();
    }

    private static double[] values(int count, IntUnaryOperator buffer, int mask) {
        return IntStream.range(0, count)
                .mapToDouble(i -> buffer.applyAsInt(i) & mask)
                .toArray();
    }

    /**
     * @param deviation of the network's outputs across the inputs that were compared, see {@link Deviation}
     * @throws ExportException when the outputs hardly differ between inputs, or differ between the two engines
     */
    Parity requireAgreement(double deviation) {
        double tolerance = TOLERANCE * Math.max(1, deviation);
        if (!(deviation >= LEAST_DEVIATION)) {
            throw new ExportException("the network answers nearly the same to every input (standard deviation of its"
                    + " outputs across inputs: " + deviation + ", expected at least " + LEAST_DEVIATION
                    + "), so a comparison would prove nothing: train it further");
        }
        if (!(largestDifference <= tolerance)) {
            throw new ExportException("ONNX Runtime and DJL disagree by " + largestDifference + ", expected at most "
                    + tolerance + "; worst at " + worst);
        }
        return new Parity(largestDifference, deviation, tolerance, List.copyOf(batchSizes));
    }

    private static OnnxTensor tensor(OrtEnvironment environment, NDArray array) throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(
                        Math.toIntExact(array.size() * array.getDataType().getNumOfBytes()))
                .order(ByteOrder.nativeOrder());
        bytes.put(array.toByteBuffer()).flip();
        long[] shape = array.getShape().getShape();
        if (array.getDataType() == DataType.UINT8) {
            return OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8);
        }
        return OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
    }
}
