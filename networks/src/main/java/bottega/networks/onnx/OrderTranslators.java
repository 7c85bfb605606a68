package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;

/**
 * Sorting, as TopK-11 of all. Among equal elements ONNX has the first one first; the engine promises nothing. Opset 17.
 */
final class OrderTranslators {
    static final Map<String, Translator> BY_NAME = Map.of(
            "sort", OrderTranslators::sort,
            "argSort", OrderTranslators::argSort,
            "topK", OrderTranslators::topK);

    private OrderTranslators() {}

    /** {@code sort()} along the last axis, {@code sort(axis)}; ascending. */
    private static void sort(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        int axis = call.arguments() > 1 ? call.axis(1) : call.rank() - 1;
        composition.result(
                sorted(call, graph, composition, all(composition, graph.name(call.receiver()), axis), axis, false)
                        .getFirst(),
                computed(call));
    }

    /** {@code argSort(axis, ascending)}; descending is the ascending order backwards, int64. */
    private static void argSort(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        int axis = call.axis(1);
        String places = sorted(
                        call, graph, composition, all(composition, graph.name(call.receiver()), axis), axis, false)
                .get(1);
        composition.result(
                call.flag(2)
                        ? places
                        : composition.node(
                                "Slice",
                                List.of(
                                        places,
                                        composition.integers(-1),
                                        composition.integers(Long.MIN_VALUE),
                                        composition.integers(axis),
                                        composition.integers(-1))),
                DataType.INT64);
    }

    /** {@code topK(k, axis, largest, sorted)}: values and places. */
    private static void topK(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        List<String> both =
                sorted(call, graph, composition, composition.integers(call.integer(1)), call.axis(2), call.flag(3));
        composition.result(both.getFirst(), computed(call));
        graph.name(call.results().get(1), both.get(1));
    }

    private static DataType computed(TracedCall call) {
        return ElementTypes.arithmetic(call.receiver().dataType());
    }

    private static String all(Composition composition, String x, int axis) {
        return composition.unary("Shape", x, Attributes.integer("start", axis), Attributes.integer("end", axis + 1));
    }

    /** Values, and places as int64. */
    private static List<String> sorted(
            TracedCall call, OnnxGraph graph, Composition composition, String count, int axis, boolean largest) {
        return graph.nodes(
                "TopK",
                call.result(),
                2,
                List.of(composition.receiver(computed(call)), count),
                Attributes.integer("axis", axis),
                Attributes.flag("largest", largest),
                Attributes.flag("sorted", true));
    }
}
