package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;

/** Arithmetic of two arrays, or of an array and a number, with NumPy's broadcasting, which ONNX shares. */
final class ArithmeticTranslators {
    static final Map<String, Translator> BY_NAME = Map.ofEntries(
            binary("add", "Add"),
            binary("sub", "Sub"),
            binary("mul", "Mul"),
            binary("div", "Div"),
            binary("pow", "Pow"),
            binary("maximum", "Max"),
            binary("minimum", "Min"),
            Map.entry("square", ArithmeticTranslators::square),
            Map.entry("clip", ArithmeticTranslators::clip));

    private ArithmeticTranslators() {}

    private static Map.Entry<String, Translator> binary(String name, String type) {
        return Map.entry(name, (call, graph) -> {
            // The engine promotes types (uint8 + 0.5 is a float), ONNX does not: both sides take the result's type.
            DataType result = call.result().dataType();
            String left = graph.as(result, call.receiver());
            String right = call.isArray(1)
                    ? graph.as(result, call.array(1))
                    : graph.scalar(call.result(), result, call.constant(1, Number.class));
            graph.translate(call, type, List.of(left, right));
        });
    }

    private static void square(TracedCall call, OnnxGraph graph) {
        String x = graph.name(call.receiver());
        graph.translate(call, "Mul", List.of(x, x));
    }

    /** {@code clip(min, max)}. */
    private static void clip(TracedCall call, OnnxGraph graph) {
        DataType type = call.result().dataType();
        String low =
                graph.initializer(Tensors.scalar("low_" + call.result().id(), type, call.constant(1, Number.class)));
        String high =
                graph.initializer(Tensors.scalar("high_" + call.result().id(), type, call.constant(2, Number.class)));
        graph.translate(call, "Clip", List.of(graph.as(type, call.receiver()), low, high));
    }
}
