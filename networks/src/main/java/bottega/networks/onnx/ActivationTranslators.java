package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import java.util.Map;

/**
 * Activations and softmax. Opset 17: Relu-14, LeakyRelu-16, Softmax-13, the others unchanged since their beginning.
 * Swish, mish and the hard ones arrive as the arithmetic that DJL composes them from; Gelu is no node before opset 20.
 */
final class ActivationTranslators {
    static final Map<String, Translator> BY_NAME = Map.ofEntries(
            Map.entry("relu", ActivationTranslators::relu),
            Map.entry("gelu", ActivationTranslators::gelu),
            Map.entry("softPlus", (call, graph) -> write(call, graph, "Softplus")),
            Map.entry("softSign", (call, graph) -> write(call, graph, "Softsign")),
            Map.entry("selu", (call, graph) -> write(call, graph, "Selu")),
            Map.entry("leakyRelu", (call, graph) -> write(call, graph, "LeakyRelu", alpha(call))),
            Map.entry("elu", (call, graph) -> write(call, graph, "Elu", alpha(call))),
            Map.entry("softmax", (call, graph) -> softmax(call, graph, "Softmax")),
            Map.entry("logSoftmax", (call, graph) -> softmax(call, graph, "LogSoftmax")));

    private ActivationTranslators() {}

    private static void write(TracedCall call, OnnxGraph graph, String type, AttributeProto... attributes) {
        var composition = new Composition(call, graph);
        String x = composition.receiver(DataType.FLOAT32);
        composition.result(composition.unary(type, x, attributes), DataType.FLOAT32);
    }

    private static AttributeProto alpha(TracedCall call) {
        return Attributes.real("alpha", call.real(1));
    }

    private static void relu(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType type = ElementTypes.arithmetic(call.result().dataType());
        String x = composition.receiver(type);
        composition.result(
                type.isFloating()
                        ? composition.unary("Relu", x)
                        : composition.binary("Max", x, composition.scalar(type, 0)),
                type);
    }

    /** {@code x (1 + erf(x / sqrt(2))) / 2} (Hendrycks and Gimpel 2016), the exact one. */
    private static void gelu(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        String x = composition.receiver(DataType.FLOAT32);
        String scaled = composition.binary("Div", x, composition.scalar(DataType.FLOAT32, Math.sqrt(2)));
        String erf = composition.unary("Erf", scaled);
        String gate = composition.binary("Add", erf, composition.scalar(DataType.FLOAT32, 1));
        String half = composition.binary("Mul", x, composition.scalar(DataType.FLOAT32, 0.5));
        composition.result(composition.binary("Mul", half, gate), DataType.FLOAT32);
    }

    private static void softmax(TracedCall call, OnnxGraph graph, String type) {
        var composition = new Composition(call, graph);
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        String x = composition.receiver(computed);
        composition.result(composition.node(type, List.of(x), Attributes.integer("axis", call.axis(1))), computed);
    }
}
