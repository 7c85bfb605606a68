package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;

/**
 * Arithmetic of two arrays, or of an array and a number, with NumPy's broadcasting, which ONNX shares; computed in the
 * type that PyTorch promotes both to.
 */
final class ArithmeticTranslators {
    static final Map<String, Translator> BY_NAME = Map.ofEntries(
            binary("add", "Add"),
            binary("sub", "Sub"),
            binary("mul", "Mul"),
            binary("pow", "Pow"),
            binary("maximum", "Max"),
            binary("minimum", "Min"),
            Map.entry("div", ArithmeticTranslators::div),
            Map.entry("mod", ArithmeticTranslators::mod),
            Map.entry("xlogy", ArithmeticTranslators::xlogy),
            Map.entry("clip", ArithmeticTranslators::clip));

    private ArithmeticTranslators() {}

    private static Map.Entry<String, Translator> binary(String name, String type) {
        return Map.entry(name, (call, graph) -> {
            var composition = new Composition(call, graph);
            DataType computed = computed(composition);
            composition.result(
                    composition.binary(type, composition.receiver(computed), composition.argument(1, computed)),
                    computed);
        });
    }

    private static DataType computed(Composition composition) {
        return ElementTypes.arithmetic(ElementTypes.promote(composition.operand(0), composition.operand(1)));
    }

    /** The true quotient: of integers too, in float32. */
    private static void div(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType promoted = computed(composition);
        DataType computed = promoted.isFloating() ? promoted : DataType.FLOAT32;
        composition.result(
                composition.binary("Div", composition.receiver(computed), composition.argument(1, computed)), computed);
    }

    /**
     * The remainder with the divisor's sign. ONNX's Mod has it for integers; for floats it has C's, with the dividend's
     * sign, and what is of the wrong sign gets the divisor added.
     */
    private static void mod(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType computed = computed(composition);
        String divisor = composition.argument(1, computed);
        List<String> both = List.of(composition.receiver(computed), divisor);
        if (!computed.isFloating()) {
            composition.result(composition.node("Mod", both), computed);
            return;
        }
        String rest = composition.node("Mod", both, Attributes.flag("fmod", true));
        String signs = composition.binary("Mul", composition.unary("Sign", rest), composition.unary("Sign", divisor));
        String wrong = composition.binary("Less", signs, composition.scalar(computed, 0));
        String corrected = composition.binary("Add", rest, divisor);
        composition.result(composition.node("Where", List.of(wrong, corrected, rest)), computed);
    }

    /** {@code x log(y)}, and 0 where x is 0, unless y is no number. */
    private static void xlogy(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        String x = composition.receiver(computed);
        String y = composition.argument(1, computed);
        String zero = composition.binary("Equal", x, composition.scalar(computed, 0));
        String number = composition.unary("Not", composition.unary("IsNaN", composition.argument(1, DataType.FLOAT32)));
        String product = composition.binary("Mul", x, composition.unary("Log", y));
        composition.result(
                composition.node(
                        "Where",
                        List.of(composition.binary("And", zero, number), composition.scalar(computed, 0), product)),
                computed);
    }

    /** {@code clip(min, max)}. */
    private static void clip(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        composition.result(
                composition.node(
                        "Clip",
                        List.of(
                                composition.receiver(computed),
                                composition.argument(1, computed),
                                composition.argument(2, computed))),
                computed);
    }
}
