package bottega.networks.onnx;

import java.util.List;
import java.util.Map;

/** Pooling over the last two axes of NCHW. Opset 17: MaxPool-12, AveragePool-11, GlobalMaxPool-1, GlobalAveragePool-1. */
final class PoolingTranslators {
    static final Map<String, Translator> BY_NAME = Map.of(
            "maxPool",
            PoolingTranslators::maxPool,
            "avgPool",
            PoolingTranslators::avgPool,
            "globalMaxPool",
            (call, graph) -> global(call, graph, "GlobalMaxPool"),
            "globalAvgPool",
            (call, graph) -> global(call, graph, "GlobalAveragePool"));

    private PoolingTranslators() {}

    /** {@code maxPool(kernel, stride, padding, ceilMode)}. */
    private static void maxPool(TracedCall call, OnnxGraph graph) {
        graph.translate(
                call,
                "MaxPool",
                List.of(graph.name(call.receiver())),
                Attributes.integers("kernel_shape", call.dimensions(1)),
                Attributes.integers("strides", call.dimensions(2)),
                Attributes.integers("pads", LayerTranslators.bothSides(call.dimensions(3))),
                Attributes.flag("ceil_mode", call.flag(4)));
    }

    /** {@code avgPool(kernel, stride, padding, ceilMode, countIncludePad)}. */
    private static void avgPool(TracedCall call, OnnxGraph graph) {
        graph.translate(
                call,
                "AveragePool",
                List.of(graph.name(call.receiver())),
                Attributes.integers("kernel_shape", call.dimensions(1)),
                Attributes.integers("strides", call.dimensions(2)),
                Attributes.integers("pads", LayerTranslators.bothSides(call.dimensions(3))),
                Attributes.flag("ceil_mode", call.flag(4)),
                Attributes.flag("count_include_pad", call.flag(5)));
    }

    /** DJL's global pools drop the pooled axes, ONNX's keep them. */
    private static void global(TracedCall call, OnnxGraph graph, String type) {
        String pooled = graph.node(type, call.result(), List.of(graph.name(call.receiver())));
        graph.translate(call, "Flatten", List.of(pooled), Attributes.integer("axis", 1));
    }
}
