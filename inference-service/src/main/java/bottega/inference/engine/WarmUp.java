package bottega.inference.engine;

import ai.onnxruntime.OrtException;
import bottega.common.inference.Datatype;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Runs a model once on zeros before it answers requests: the first run takes the runtime's memory and is many times
 * slower, and a graph that cannot run at all is found here. A model whose sizes are unknown is not warmed up.
 */
final class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final long LARGEST_INPUT = 256L << 20;

    private WarmUp() {}

    /**
     * @param tensors empty, closed by the caller
     */
    static void run(OnnxModel model, InputTensors tensors) throws OrtException {
        Map<TensorSpec, List<Long>> shapes = new HashMap<>();
        for (TensorSpec input : model.inputs().values()) {
            Optional<List<Long>> shape = shape(model, input);
            if (shape.isEmpty()) {
                LOG.infof("%s is not warmed up: the size of its input %s is free", model, input);
                return;
            }
            shapes.put(input, shape.get());
        }
        for (Map.Entry<TensorSpec, List<Long>> input : shapes.entrySet()) {
            TensorSpec spec = input.getKey();
            long bytes = input.getValue().stream().reduce((long) spec.datatype().size(), (a, b) -> a * b);
            tensors.add(spec.name(), spec.datatype(), input.getValue(), tensors.allocate(bytes));
        }
        model.run(tensors, model.outputs().keySet()).close();
    }

    /** Empty when it cannot be known, or is more than {@value #LARGEST_INPUT} bytes. */
    private static Optional<List<Long>> shape(OnnxModel model, TensorSpec input) {
        if (Datatypes.java(input.datatype()).isEmpty() || input.datatype() == Datatype.BYTES) {
            return Optional.empty();
        }
        long[] shape = model.manifest().map(Manifests::inputShape).orElse(input.shape()).stream()
                .mapToLong(Long::longValue)
                .toArray();
        if (shape.length > 0 && shape[0] == TensorSpec.ANY) {
            shape[0] = 1; // the batch
        }
        long bytes = input.datatype().size();
        for (long dimension : shape) {
            if (dimension < 1 || dimension > LARGEST_INPUT / bytes) {
                return Optional.empty();
            }
            bytes *= dimension;
        }
        return Optional.of(Arrays.stream(shape).boxed().toList());
    }
}
