package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.util.List;
import java.util.Optional;

/**
 * One number for each channel: {@code [C, 1, 1]} where an array is multiplied with it, {@code [C]} where a node takes it.
 */
final class ChannelVector {
    private ChannelVector() {}

    /** The value that the vector is made of: a parameter {@code [C]} that was only given another shape, or itself. */
    static TracedValue source(TracedValue value, TraceView trace) {
        Optional<TracedValue> before = trace.producer(value, "reshape")
                .or(() -> trace.producer(value, "expandDims"))
                .map(operation -> operation.receiver());
        return before.map(earlier -> source(earlier, trace))
                .filter(earlier -> earlier.shape().dimension() == 1
                        && earlier.shape().size() == value.shape().size())
                .orElse(value);
    }

    /** @return the name of a tensor {@code [C]} */
    static String name(TracedValue value, TraceView trace, OnnxGraph graph) {
        TracedValue source = source(value, trace);
        if (source.shape().dimension() == 1) {
            return graph.name(source);
        }
        long channels = source.shape().size();
        if (source.origin() instanceof Origin.Constant) {
            return graph.initializer(Initializer.of(
                    "vector_" + source.id(),
                    DataType.FLOAT32,
                    new long[] {channels},
                    () -> source.array().toByteBuffer(true)));
        }
        return graph.node("Reshape", source, List.of(graph.name(source), graph.integers(source, "channels", channels)));
    }
}
