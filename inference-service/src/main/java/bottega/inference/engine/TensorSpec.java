package bottega.inference.engine;

import bottega.common.inference.Datatype;
import java.util.Arrays;
import java.util.List;

/**
 * An input or output as the model declares it.
 *
 * @param datatype that of the protocol; some have no tensors in ONNX Runtime's Java API
 * @param shape with -1 where a dimension may have any length
 */
public record TensorSpec(String name, Datatype datatype, List<Long> shape) {
    public static final long ANY = -1;

    public TensorSpec {
        shape = List.copyOf(shape);
    }

    static TensorSpec of(String name, Datatype datatype, long[] shape) {
        return new TensorSpec(
                name,
                datatype,
                Arrays.stream(shape).map(d -> d < 0 ? ANY : d).boxed().toList());
    }

    public boolean accepts(List<Long> actual) {
        if (actual.size() != shape.size()) {
            return false;
        }
        for (int axis = 0; axis < shape.size(); axis++) {
            if (shape.get(axis) != ANY && !shape.get(axis).equals(actual.get(axis))) {
                return false;
            }
        }
        return true;
    }
}
