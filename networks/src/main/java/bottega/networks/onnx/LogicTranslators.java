package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;

/** Comparisons and what follows from them: booleans, which are ONNX's BOOL. Opset 17: Equal-13, Greater-13, Where-16. */
final class LogicTranslators {
    static final Map<String, Translator> BY_NAME = Map.ofEntries(
            comparison("eq", "Equal"),
            comparison("gt", "Greater"),
            comparison("gte", "GreaterOrEqual"),
            comparison("lt", "Less"),
            comparison("lte", "LessOrEqual"),
            Map.entry("neq", LogicTranslators::neq),
            logical("logicalAnd", "And"),
            logical("logicalOr", "Or"),
            logical("logicalXor", "Xor"),
            Map.entry("logicalNot", LogicTranslators::not),
            Map.entry("where", LogicTranslators::where));

    private LogicTranslators() {}

    private static Map.Entry<String, Translator> comparison(String name, String type) {
        return Map.entry(name, (call, graph) -> {
            var composition = new Composition(call, graph);
            composition.result(compare(composition, type), DataType.BOOLEAN);
        });
    }

    private static String compare(Composition composition, String type) {
        DataType computed =
                ElementTypes.arithmetic(ElementTypes.promote(composition.operand(0), composition.operand(1)));
        return composition.binary(type, composition.receiver(computed), composition.argument(1, computed));
    }

    private static void neq(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        composition.result(composition.unary("Not", compare(composition, "Equal")), DataType.BOOLEAN);
    }

    /** What is not 0 counts as true. */
    private static Map.Entry<String, Translator> logical(String name, String type) {
        return Map.entry(name, (call, graph) -> {
            var composition = new Composition(call, graph);
            composition.result(
                    composition.binary(
                            type, composition.receiver(DataType.BOOLEAN), composition.argument(1, DataType.BOOLEAN)),
                    DataType.BOOLEAN);
        });
    }

    private static void not(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        composition.result(composition.unary("Not", composition.receiver(DataType.BOOLEAN)), DataType.BOOLEAN);
    }

    /** {@code where(condition, other)} on what is taken where the condition holds. */
    private static void where(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        composition.result(
                composition.node(
                        "Where",
                        List.of(
                                composition.argument(1, DataType.BOOLEAN),
                                composition.receiver(computed),
                                composition.argument(2, computed))),
                computed);
    }
}
