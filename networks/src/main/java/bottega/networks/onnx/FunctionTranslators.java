package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.Set;

/**
 * Functions of the elements of one array. Opset 17; all unchanged since opset 13. What is no number stays none, but for
 * its sign, which is 0 in the engine.
 */
final class FunctionTranslators {
    /** Those that ONNX Runtime computes in float64 too; the others lose a float64's precision. */
    private static final Set<String> IN_FLOAT64 =
            Set.of("Sigmoid", "Tanh", "Sqrt", "Exp", "Log", "Floor", "Ceil", "Round");

    static final Map<String, Translator> BY_NAME = Map.ofEntries(
            real("sigmoid", "Sigmoid"),
            real("tanh", "Tanh"),
            real("sqrt", "Sqrt"),
            real("exp", "Exp"),
            real("log", "Log"),
            real("erf", "Erf"),
            real("sin", "Sin"),
            real("cos", "Cos"),
            real("tan", "Tan"),
            real("asin", "Asin"),
            real("acos", "Acos"),
            real("atan", "Atan"),
            real("sinh", "Sinh"),
            real("cosh", "Cosh"),
            rounded("floor", "Floor"),
            rounded("ceil", "Ceil"),
            // Both round halves to even.
            rounded("round", "Round"),
            any("neg", "Neg"),
            any("abs", "Abs"),
            any("sign", "Sign"),
            Map.entry("trunc", FunctionTranslators::trunc),
            Map.entry("square", FunctionTranslators::square),
            Map.entry("cbrt", FunctionTranslators::cbrt),
            scaled("log10", "Log", 1 / Math.log(10)),
            scaled("log2", "Log", 1 / Math.log(2)),
            scaled("toDegrees", "Identity", 180 / Math.PI),
            scaled("toRadians", "Identity", Math.PI / 180),
            test("isNaN", "IsNaN"),
            test("isInfinite", "IsInf"));

    private FunctionTranslators() {}

    /** A function that gives floats of whatever it is given. */
    private static Map.Entry<String, Translator> real(String name, String type) {
        return Map.entry(name, (call, graph) -> {
            var composition = new Composition(call, graph);
            DataType computed = computed(call, type);
            composition.result(composition.unary(type, composition.receiver(computed)), computed);
        });
    }

    private static DataType computed(TracedCall call, String type) {
        DataType result = ElementTypes.arithmetic(call.result().dataType());
        return IN_FLOAT64.contains(type) ? result : DataType.FLOAT32;
    }

    /** A function that leaves integers as they are. */
    private static Map.Entry<String, Translator> rounded(String name, String type) {
        Translator real = real(name, type).getValue();
        return Map.entry(name, (call, graph) -> {
            if (call.receiver().dataType().isFloating()) {
                real.translate(call, graph);
            } else {
                graph.name(call.result(), graph.name(call.receiver()));
            }
        });
    }

    /** A function of integers and floats alike. */
    private static Map.Entry<String, Translator> any(String name, String type) {
        return Map.entry(name, (call, graph) -> {
            var composition = new Composition(call, graph);
            DataType computed = ElementTypes.arithmetic(call.result().dataType());
            composition.result(composition.unary(type, composition.receiver(computed)), computed);
        });
    }

    private static Map.Entry<String, Translator> scaled(String name, String type, double factor) {
        return Map.entry(name, (call, graph) -> {
            var composition = new Composition(call, graph);
            DataType computed = ElementTypes.arithmetic(call.result().dataType());
            String value = composition.unary(type, composition.receiver(computed));
            composition.result(composition.binary("Mul", value, composition.scalar(computed, factor)), computed);
        });
    }

    private static Map.Entry<String, Translator> test(String name, String type) {
        return Map.entry(name, (call, graph) -> {
            var composition = new Composition(call, graph);
            composition.result(composition.unary(type, composition.receiver(DataType.FLOAT32)), DataType.BOOLEAN);
        });
    }

    /** Towards zero: {@code sign(x) floor(|x|)}. */
    private static void trunc(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        if (!call.receiver().dataType().isFloating()) {
            graph.name(call.result(), graph.name(call.receiver()));
            return;
        }
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        String x = composition.receiver(computed);
        String whole = composition.unary("Floor", composition.unary("Abs", x));
        composition.result(composition.binary("Mul", composition.unary("Sign", x), whole), computed);
    }

    private static void square(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        String x = composition.receiver(computed);
        composition.result(composition.binary("Mul", x, x), computed);
    }

    /** As the engine has it: a power, which is no number for what is negative. */
    private static void cbrt(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        String x = composition.receiver(computed);
        composition.result(composition.binary("Pow", x, composition.scalar(computed, 1.0 / 3)), computed);
    }
}
