package bottega.inference.protocol;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import bottega.common.inference.Datatype;
import bottega.common.inference.InferResponse.Output;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.inference.engine.OnnxModel;
import bottega.inference.engine.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which outputs a request wants, and their tensors as arrays that JSON can carry. */
final class InferOutputs {
    private InferOutputs() {}

    /**
     * @param asked names, empty for all
     * @return names in the order asked for
     * @throws ProblemException 400 when the model has no such output, 501 when it cannot be carried
     */
    static Set<String> wanted(OnnxModel model, List<String> asked) {
        Set<String> wanted =
                new LinkedHashSet<>(asked.isEmpty() ? model.outputs().keySet() : asked);
        for (String name : wanted) {
            TensorSpec spec = model.outputs().get(name);
            if (spec == null) {
                throw Problem.of(400, "invalid-request", "Invalid request", "The model has no output `" + name + "`.")
                        .at("/outputs")
                        .expected("outputs " + model.outputs().keySet())
                        .received(name)
                        .exception();
            }
            InferInputs.requireSupported(spec);
        }
        return wanted;
    }

    static List<Output> read(OnnxModel model, Set<String> wanted, OrtSession.Result result) throws OrtException {
        List<Output> outputs = new ArrayList<>();
        for (String name : wanted) {
            Datatype datatype =
                    Objects.requireNonNull(model.outputs().get(name)).datatype();
            OnnxValue value = result.get(name).orElseThrow();
            if (!(value instanceof OnnxTensor tensor)) {
                throw new IllegalStateException(name + " was declared a tensor and is " + value.getType());
            }
            List<Long> shape =
                    Arrays.stream(tensor.getInfo().getShape()).boxed().toList();
            outputs.add(new Output(name, shape, datatype.name(), data(datatype, tensor)));
        }
        return outputs;
    }

    private static Object data(Datatype datatype, OnnxTensor tensor) throws OrtException {
        return switch (datatype) {
            case BOOL -> booleans(tensor.getByteBuffer());
            case UINT8 -> unsigned(tensor.getByteBuffer());
            case INT8 -> signed(tensor.getByteBuffer());
            case INT16 -> tensor.getShortBuffer().array();
            case INT32 -> tensor.getIntBuffer().array();
            case INT64 -> tensor.getLongBuffer().array();
            case FP32 -> tensor.getFloatBuffer().array();
            case FP64 -> tensor.getDoubleBuffer().array();
            case BYTES -> texts(tensor.getValue());
            case UINT16, UINT32, UINT64, FP16, BF16 -> throw new IllegalStateException("refused before: " + datatype);
        };
    }

    private static boolean[] booleans(ByteBuffer bytes) {
        boolean[] values = new boolean[bytes.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.get(i) != 0;
        }
        return values;
    }

    private static int[] unsigned(ByteBuffer bytes) {
        int[] values = new int[bytes.remaining()];
        Arrays.setAll(values, i -> Byte.toUnsignedInt(bytes.get(i)));
        return values;
    }

    /** As numbers; Jackson would write bytes in base 64. */
    private static int[] signed(ByteBuffer bytes) {
        int[] values = new int[bytes.remaining()];
        Arrays.setAll(values, bytes::get);
        return values;
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        flatten(value, texts);
        return texts;
    }

    private static void flatten(Object value, List<String> into) {
        if (value instanceof Object[] array) {
            for (Object element : array) {
                flatten(element, into);
            }
        } else {
            into.add(String.valueOf(value));
        }
    }
}
