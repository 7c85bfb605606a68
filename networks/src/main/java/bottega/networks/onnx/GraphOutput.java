package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import bottega.networks.trace.TracedValue;
import java.util.List;

/**
 * An output of the file.
 *
 * @param source what the graph calls it before it is an output
 * @param dimensions numbers, or names of free axes, or empty for a dimension that follows them in another way
 */
record GraphOutput(String name, String source, DataType type, List<String> dimensions) {
    static GraphOutput of(String name, TracedValue value, OnnxGraph graph) {
        return new GraphOutput(
                name, graph.name(value), value.dataType(), graph.traces().dimensionNames(value));
    }
}
