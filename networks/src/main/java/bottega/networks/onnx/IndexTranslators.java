package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import bottega.networks.trace.Index.Element;
import bottega.networks.trace.TracedValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Parts of arrays. Opset 17: Slice-13, Gather-13, GatherElements-13, ScatterElements-16; see {@link Selection} for {@code get}. */
final class IndexTranslators {
    static final Map<String, Translator> BY_NAME = Map.ofEntries(
            Map.entry("get", IndexTranslators::get),
            Map.entry("gather", IndexTranslators::gather),
            Map.entry("take", IndexTranslators::take),
            Map.entry("scatter", IndexTranslators::scatter),
            Map.entry("embedding", IndexTranslators::embedding),
            Map.entry("oneHot", IndexTranslators::oneHot),
            Map.entry("flip", IndexTranslators::flip),
            Map.entry("rotate90", IndexTranslators::rotate),
            Map.entry("diff", IndexTranslators::difference));

    private IndexTranslators() {}

    private static void get(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        List<Element> elements = call.index(1).elements();
        List<TracedValue> arrays = call.arrays(2);
        if (arrays.size() > 1 || elements.contains(new Element.Pick())) {
            throw call.unsupported("an index with one array of places at most is supported, one place for each other"
                    + " place is not: use gather");
        }
        int rank = arrays.isEmpty() ? 0 : arrays.getFirst().shape().dimension();
        String places = arrays.isEmpty() ? null : composition.array(arrays.getFirst(), DataType.INT64);
        graph.name(call.result(), Selection.of(elements, rank).write(composition, graph.name(call.receiver()), places));
    }

    /** {@code gather(index, axis)}: {@code result[i][j] = x[index[i][j]][j]} along axis 0. */
    private static void gather(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        graph.translate(
                call,
                "GatherElements",
                List.of(graph.name(call.receiver()), composition.argument(1, DataType.INT64)),
                Attributes.integer("axis", call.axis(2)));
    }

    /** {@code take(index)} from the flattened array. */
    private static void take(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        String flat = composition.binary("Reshape", graph.name(call.receiver()), composition.integers(-1));
        graph.translate(call, "Gather", List.of(flat, composition.argument(1, DataType.INT64)));
    }

    /** {@code scatter(index, values, axis)}: a copy with values put where {@code gather} would take them from. */
    private static void scatter(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        graph.translate(
                call,
                "ScatterElements",
                List.of(
                        graph.name(call.receiver()),
                        composition.argument(1, DataType.INT64),
                        composition.argument(2, call.result().dataType())),
                Attributes.integer("axis", call.axis(3)));
    }

    /** {@code embedding(input, weight, sparse)}: rows of the weight. */
    private static void embedding(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        graph.translate(call, "Gather", List.of(graph.name(call.array(2)), composition.argument(1, DataType.INT64)));
    }

    /** {@code oneHot(depth)}, {@code oneHot(depth, type)}: a new last axis, 1 at the class. */
    private static void oneHot(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        String encoded = composition.node(
                "OneHot",
                List.of(
                        composition.receiver(DataType.INT64),
                        composition.scalar(DataType.INT64, call.integer(1)),
                        composition.reals(new float[] {0, 1}, 2)),
                Attributes.integer("axis", -1));
        composition.result(encoded, DataType.FLOAT32);
    }

    /** {@code flip(axes)}. */
    private static void flip(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        graph.name(call.result(), reversed(composition, graph.name(call.receiver()), call.axes(1)));
    }

    private static String reversed(Composition composition, String x, long... axes) {
        if (axes.length == 0) {
            return x;
        }
        long[] last = new long[axes.length];
        long[] beforeFirst = new long[axes.length];
        long[] backwards = new long[axes.length];
        Arrays.fill(last, -1);
        Arrays.fill(beforeFirst, Long.MIN_VALUE);
        Arrays.fill(backwards, -1);
        return composition.node(
                "Slice",
                List.of(
                        x,
                        composition.integers(last),
                        composition.integers(beforeFirst),
                        composition.integers(axes),
                        composition.integers(backwards)));
    }

    /** {@code rotate90(times, axes)}, from the first axis towards the second. */
    private static void rotate(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        long[] axes = call.axes(2);
        String x = graph.name(call.receiver());
        long[] permutation = new long[call.rank()];
        Arrays.setAll(permutation, i -> i == axes[0] ? axes[1] : i == axes[1] ? axes[0] : i);
        graph.name(
                call.result(),
                switch (Math.floorMod(call.integer(1), 4)) {
                    case 1 ->
                        composition.unary(
                                "Transpose",
                                reversed(composition, x, axes[1]),
                                Attributes.integers("perm", permutation));
                    case 2 -> reversed(composition, x, axes);
                    case 3 ->
                        reversed(
                                composition,
                                composition.unary("Transpose", x, Attributes.integers("perm", permutation)),
                                axes[1]);
                    default -> x;
                });
    }

    /** {@code diff(times, axis)}: each element less the one before it, so often. */
    private static void difference(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        String x = composition.receiver(computed);
        String axis = composition.integers(call.axis(2));
        for (int i = 0; i < call.integer(1); i++) {
            String behind = composition.node(
                    "Slice", List.of(x, composition.integers(1), composition.integers(Long.MAX_VALUE), axis));
            String before =
                    composition.node("Slice", List.of(x, composition.integers(0), composition.integers(-1), axis));
            x = composition.binary("Sub", behind, before);
        }
        composition.result(x, computed);
    }
}
