package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import bottega.networks.trace.TracedValue;
import java.util.ArrayList;
import java.util.Arrays;
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
        layer(call, call.result(), inputs(call, graph, 1, 2, 3), graph);
    }

    /**
     * A convolution, or a linear layer of rows, of other names.
     *
     * @param result what it gives
     * @param inputs input, weight and bias if there is one
     */
    static void layer(TracedCall call, TracedValue result, List<String> inputs, OnnxGraph graph) {
        if (call.name().equals("linear")) {
            graph.name(result, graph.node("Gemm", result, inputs, Attributes.flag("transB", true)));
            return;
        }
        long[] kernel = call.array(2).shape().slice(2).getShape();
        if (kernel.length != 2) {
            throw call.unsupported(kernel.length + "-D convolution; 2-D convolution is supported, maps [N, C, H, W]");
        }
        long[] padding = call.dimensions(5);
        graph.name(
                result,
                graph.node(
                        "Conv",
                        result,
                        inputs,
                        Attributes.integers("kernel_shape", kernel),
                        Attributes.integers("strides", call.dimensions(4)),
                        Attributes.integers("pads", padding[0], padding[1], padding[0], padding[1]),
                        Attributes.integers("dilations", call.dimensions(6)),
                        Attributes.integer("group", call.integer(7))));
    }

    /** {@code linear(input, weight, bias)}: y = x W^T + b along the last axis, weight {@code [out, in]}. */
    private static void linear(TracedCall call, OnnxGraph graph) {
        if (call.array(1).shape().dimension() == 2) {
            layer(call, call.result(), inputs(call, graph, 1, 2, 3), graph);
            return;
        }
        var composition = new Composition(call, graph);
        String weight = composition.unary("Transpose", graph.name(call.array(2)), Attributes.integers("perm", 1, 0));
        String product = composition.binary("MatMul", graph.name(call.array(1)), weight);
        graph.name(
                call.result(),
                call.isAbsent(3) ? product : composition.binary("Add", product, graph.name(call.array(3))));
    }

    /** {@code batchNorm(input, mean, variance, gamma, beta, axis, momentum, epsilon, training)}; axis -1 is 1. */
    private static void batchNorm(TracedCall call, OnnxGraph graph) {
        int axis = call.integer(6) == -1 ? 1 : call.integer(6);
        AttributeProto epsilon = Attributes.real("epsilon", call.real(8));
        List<String> inputs = inputs(call, graph, 1, 4, 5, 2, 3);
        if (axis == 1) {
            graph.translate(call, "BatchNormalization", inputs, epsilon);
            return;
        }
        var composition = new Composition(call, graph);
        long[] permutation = new long[call.array(1).shape().dimension()];
        Arrays.setAll(permutation, i -> i == axis ? 1 : i == 1 ? axis : i);
        AttributeProto swap = Attributes.integers("perm", permutation);
        inputs.set(0, composition.unary("Transpose", inputs.getFirst(), swap));
        graph.name(
                call.result(),
                composition.unary("Transpose", composition.node("BatchNormalization", inputs, epsilon), swap));
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
}
