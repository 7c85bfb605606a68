package bottega.networks.onnx;

import bottega.networks.trace.TracedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Layers with parameters. Opset 17: Conv-11, Gemm-13, MatMul-13, BatchNormalization-15, LayerNormalization-17. */
final class LayerTranslators {
    static final Map<String, Translator> BY_NAME = Map.of(
            "convolution", LayerTranslators::convolution,
            "linear", LayerTranslators::linear,
            "batchNorm", LayerTranslators::batchNorm,
            "layerNorm", LayerTranslators::layerNorm,
            // Only evaluation mode is ever traced.
            "dropout", (call, graph) -> graph.name(call.result(), graph.name(call.array(1))));

    private LayerTranslators() {}

    /** {@code convolution(input, weight, bias, stride, padding, dilation, groups)}; input NCHW, weight OIHW. */
    private static void convolution(TracedCall call, OnnxGraph graph) {
        TracedValue weight = call.array(2);
        long[] kernel = weight.shape().slice(2).getShape();
        long[] padding = call.dimensions(5);
        graph.translate(
                call,
                "Conv",
                inputs(call, graph, 1, 2, 3),
                Attributes.integers("kernel_shape", kernel),
                Attributes.integers("strides", call.dimensions(4)),
                Attributes.integers("pads", bothSides(padding)),
                Attributes.integers("dilations", call.dimensions(6)),
                Attributes.integer("group", call.integer(7)));
    }

    /** {@code linear(input, weight, bias)}: y = x W^T + b, weight {@code [out, in]}. */
    private static void linear(TracedCall call, OnnxGraph graph) {
        if (call.array(1).shape().dimension() != 2) {
            throw call.unsupported("linear over more than one leading axis");
        }
        graph.translate(call, "Gemm", inputs(call, graph, 1, 2, 3), Attributes.flag("transB", true));
    }

    /** {@code batchNorm(input, mean, variance, gamma, beta, axis, momentum, epsilon, training)}. */
    private static void batchNorm(TracedCall call, OnnxGraph graph) {
        int axis = call.integer(6);
        if (axis != 1 && axis != -1) {
            throw call.unsupported("batch normalisation over axis " + axis + ", expected the channels' axis 1");
        }
        graph.translate(
                call,
                "BatchNormalization",
                inputs(call, graph, 1, 4, 5, 2, 3),
                Attributes.real("epsilon", call.real(8)));
    }

    /** {@code layerNorm(input, normalizedShape, gamma, beta, epsilon)}. */
    private static void layerNorm(TracedCall call, OnnxGraph graph) {
        int rank = call.array(1).shape().dimension();
        graph.translate(
                call,
                "LayerNormalization",
                inputs(call, graph, 1, 3, 4),
                Attributes.integer("axis", rank - call.dimensions(2).length),
                Attributes.real("epsilon", call.real(5)));
    }

    private static List<String> inputs(TracedCall call, OnnxGraph graph, int... indices) {
        var names = new ArrayList<String>();
        for (int index : indices) {
            if (!call.isAbsent(index)) {
                names.add(graph.name(call.array(index)));
            }
        }
        return names;
    }

    /** DJL pads both sides alike; ONNX wants all beginnings, then all ends. */
    static long[] bothSides(long[] padding) {
        long[] both = new long[2 * padding.length];
        System.arraycopy(padding, 0, both, 0, padding.length);
        System.arraycopy(padding, 0, both, padding.length, padding.length);
        return both;
    }
}
