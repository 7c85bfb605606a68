package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import java.util.Map;

/** Element-wise functions of one array, and softmax. */
final class ActivationTranslators {
    static final Map<String, Translator> BY_NAME = Map.ofEntries(
            unary("relu", "Relu"),
            unary("sigmoid", "Sigmoid"),
            unary("tanh", "Tanh"),
            unary("softPlus", "Softplus"),
            unary("softSign", "Softsign"),
            unary("selu", "Selu"),
            unary("neg", "Neg"),
            unary("abs", "Abs"),
            unary("sign", "Sign"),
            unary("sqrt", "Sqrt"),
            unary("exp", "Exp"),
            unary("log", "Log"),
            unary("floor", "Floor"),
            unary("ceil", "Ceil"),
            unary("erf", "Erf"),
            unary("sin", "Sin"),
            unary("cos", "Cos"),
            Map.entry("leakyRelu", (call, graph) -> write(call, graph, "LeakyRelu", alpha(call))),
            Map.entry("elu", (call, graph) -> write(call, graph, "Elu", alpha(call))),
            Map.entry("softmax", (call, graph) -> write(call, graph, "Softmax", axis(call))),
            Map.entry("logSoftmax", (call, graph) -> write(call, graph, "LogSoftmax", axis(call))));

    private ActivationTranslators() {}

    private static Map.Entry<String, Translator> unary(String name, String type) {
        return Map.entry(name, (call, graph) -> write(call, graph, type));
    }

    private static void write(TracedCall call, OnnxGraph graph, String type, AttributeProto... attributes) {
        graph.translate(call, type, List.of(graph.name(call.receiver())), attributes);
    }

    private static AttributeProto alpha(TracedCall call) {
        return Attributes.real("alpha", call.real(1));
    }

    private static AttributeProto axis(TracedCall call) {
        return Attributes.integer("axis", call.axis(1));
    }
}
