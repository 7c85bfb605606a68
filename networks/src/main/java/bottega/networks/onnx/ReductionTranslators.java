package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reductions over some or all axes. Opset 17 takes ReduceSum's axes as an input and the others' as an attribute; no axes
 * are all axes, in both worlds. ONNX Runtime's largest and smallest pass over what is no number, the engine's are none.
 */
final class ReductionTranslators {
    static final Map<String, Translator> BY_NAME = Map.ofEntries(
            reduction("sum", "ReduceSum"),
            reduction("mean", "ReduceMean"),
            reduction("max", "ReduceMax"),
            reduction("min", "ReduceMin"),
            reduction("prod", "ReduceProd"),
            Map.entry("all", (call, graph) -> truth(call, graph, "ReduceMin", false)),
            Map.entry("any", (call, graph) -> truth(call, graph, "ReduceMax", false)),
            Map.entry("none", (call, graph) -> truth(call, graph, "ReduceMax", true)),
            Map.entry("norm", ReductionTranslators::norm),
            Map.entry("normalize", ReductionTranslators::normalize),
            Map.entry("argMax", (call, graph) -> place(call, graph, "ArgMax")),
            Map.entry("argMin", (call, graph) -> place(call, graph, "ArgMin")),
            Map.entry("cumSum", ReductionTranslators::cumulativeSum));

    private ReductionTranslators() {}

    /** {@code sum()} over all axes, {@code sum(axes, keepDims)}. */
    private static Map.Entry<String, Translator> reduction(String name, String type) {
        return Map.entry(name, (call, graph) -> {
            var composition = new Composition(call, graph);
            // Sums and products of integers are int64 in the engine, which the result's type says.
            DataType widest = ElementTypes.arithmetic(call.result().dataType());
            DataType computed = type.equals("ReduceProd") && widest == DataType.FLOAT64 ? DataType.FLOAT32 : widest;
            boolean some = call.arguments() > 1;
            composition.result(
                    reduce(
                            composition,
                            type,
                            composition.receiver(computed),
                            some ? call.axes(1) : new long[0],
                            some && call.flag(2)),
                    computed);
        });
    }

    private static String reduce(Composition composition, String type, String x, long[] axes, boolean keep) {
        var inputs = new ArrayList<>(List.of(x));
        var attributes = new ArrayList<AttributeProto>();
        attributes.add(Attributes.flag("keepdims", keep));
        if (axes.length > 0) {
            if (type.equals("ReduceSum")) {
                inputs.add(composition.integers(axes));
            } else {
                attributes.add(Attributes.integers("axes", axes));
            }
        }
        return composition.node(type, List.copyOf(inputs), attributes.toArray(AttributeProto[]::new));
    }

    private static void truth(TracedCall call, OnnxGraph graph, String type, boolean negated) {
        var composition = new Composition(call, graph);
        String truth = composition.receiver(DataType.BOOLEAN);
        String reduced = reduce(
                composition, type, composition.cast(truth, DataType.BOOLEAN, DataType.INT32), new long[0], false);
        String answer = composition.cast(reduced, DataType.INT32, DataType.BOOLEAN);
        composition.result(negated ? composition.unary("Not", answer) : answer, DataType.BOOLEAN);
    }

    /** {@code norm(keepDims)}, {@code norm(order, axes, keepDims)}: (sum of |x|^order)^(1/order). */
    private static void norm(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        boolean some = call.arguments() > 2;
        String x = composition.receiver(DataType.FLOAT32);
        composition.result(
                norm(
                        call,
                        composition,
                        x,
                        some ? call.integer(1) : 2,
                        some ? call.axes(2) : new long[0],
                        call.flag(call.arguments() - 1)),
                DataType.FLOAT32);
    }

    private static String norm(
            TracedCall call, Composition composition, String x, double order, long[] axes, boolean keep) {
        if (order == 2) {
            return reduce(composition, "ReduceL2", x, axes, keep);
        }
        if (order == 1) {
            return reduce(composition, "ReduceL1", x, axes, keep);
        }
        if (order <= 0 || Double.isInfinite(order)) {
            throw call.unsupported("a norm of order " + order + ", expected one above 0");
        }
        String powers =
                composition.binary("Pow", composition.unary("Abs", x), composition.scalar(DataType.FLOAT32, order));
        String sum = reduce(composition, "ReduceSum", powers, axes, keep);
        return composition.binary("Pow", sum, composition.scalar(DataType.FLOAT32, 1 / order));
    }

    /** {@code normalize(order, axis, epsilon)}: x / max(norm, epsilon). */
    private static void normalize(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        String x = composition.receiver(DataType.FLOAT32);
        String norm = norm(call, composition, x, call.number(1), new long[] {call.axis(2)}, true);
        String bounded = composition.binary("Max", norm, composition.scalar(DataType.FLOAT32, call.number(3)));
        composition.result(composition.binary("Div", x, bounded), DataType.FLOAT32);
    }

    /** {@code argMax()} in the flattened array, {@code argMax(axis)}; the first of several, int64. */
    private static void place(TracedCall call, OnnxGraph graph, String type) {
        var composition = new Composition(call, graph);
        DataType arithmetic = ElementTypes.arithmetic(call.receiver().dataType());
        // There is no kernel for int64 in older runtimes; float64 holds all that is below 2^53.
        DataType computed = arithmetic == DataType.INT64 ? DataType.FLOAT64 : arithmetic;
        String x = composition.receiver(computed);
        boolean flat = call.arguments() == 1;
        composition.result(
                composition.node(
                        type,
                        List.of(flat ? composition.binary("Reshape", x, composition.integers(-1)) : x),
                        Attributes.integer("axis", flat ? 0 : call.axis(1)),
                        Attributes.flag("keepdims", false)),
                DataType.INT64);
    }

    /** {@code cumSum()} along the first axis, {@code cumSum(axis)}. */
    private static void cumulativeSum(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        if (call.rank() == 0) {
            composition.result(
                    composition.binary("Reshape", composition.receiver(computed), composition.integers(1)), computed);
            return;
        }
        String axis = composition.scalar(DataType.INT64, call.arguments() > 1 ? call.axis(1) : 0);
        composition.result(composition.binary("CumSum", composition.receiver(computed), axis), computed);
    }
}
