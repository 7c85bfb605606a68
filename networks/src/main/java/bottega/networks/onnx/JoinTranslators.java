package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import bottega.networks.trace.TracedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Several arrays of one, one of several. Opset 17: Concat-13, Split-13, Unsqueeze-13. */
final class JoinTranslators {
    static final Map<String, Translator> BY_NAME = Map.of(
            "concat", JoinTranslators::concat,
            "stack", JoinTranslators::stack,
            "split", JoinTranslators::split);

    private JoinTranslators() {}

    /** {@code concat(list, axis)} on the first of the arrays. */
    private static void concat(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        List<String> arrays = all(call)
                .map(array -> composition.array(array, call.result().dataType()))
                .toList();
        graph.translate(call, "Concat", arrays, Attributes.integer("axis", call.axis(2)));
    }

    /** {@code stack(list, axis)}: along a new axis. */
    private static void stack(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        int axis = call.axis(2, call.result().shape().dimension());
        DataType type = call.result().dataType();
        String place = composition.integers(axis);
        List<String> arrays = all(call)
                .map(array -> composition.binary("Unsqueeze", composition.array(array, type), place))
                .toList();
        graph.translate(call, "Concat", arrays, Attributes.integer("axis", axis));
    }

    private static Stream<TracedValue> all(TracedCall call) {
        return Stream.concat(Stream.of(call.receiver()), call.arrays(1).stream());
    }

    /** {@code split(indices, axis)}, {@code split(sections, axis)}: into the lengths that the engine gave. */
    private static void split(TracedCall call, OnnxGraph graph) {
        if (call.results().size() == 1) {
            graph.name(call.result(), graph.name(call.receiver()));
            return;
        }
        int axis = call.axis(2);
        var lengths = new ArrayList<Long>();
        for (TracedValue part : call.results()) {
            long length = graph.shape(part)[axis];
            if (length == TracePair.DYNAMIC) {
                throw call.unsupported("axis " + axis + " follows the input's size, and so do its parts");
            }
            lengths.add(length);
        }
        var composition = new Composition(call, graph);
        List<String> parts = graph.nodes(
                "Split",
                call.result(),
                lengths.size(),
                List.of(
                        graph.name(call.receiver()),
                        composition.integers(
                                lengths.stream().mapToLong(Long::longValue).toArray())),
                Attributes.integer("axis", axis));
        for (int i = 0; i < parts.size(); i++) {
            graph.name(call.results().get(i), parts.get(i));
        }
    }
}
