package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reductions over some or all axes. Opset 17 takes ReduceSum's axes as an input and the others' as an attribute. */
final class ReductionTranslators {
    static final Map<String, Translator> BY_NAME = Map.of(
            "sum", (call, graph) -> reduce(call, graph, "ReduceSum"),
            "mean", (call, graph) -> reduce(call, graph, "ReduceMean"),
            "max", (call, graph) -> reduce(call, graph, "ReduceMax"),
            "min", (call, graph) -> reduce(call, graph, "ReduceMin"));

    private ReductionTranslators() {}

    /** {@code sum()} over all axes, {@code sum(axes, keepDims)}. */
    private static void reduce(TracedCall call, OnnxGraph graph, String type) {
        var inputs = new ArrayList<String>();
        inputs.add(graph.as(call.result().dataType(), call.receiver()));
        var attributes = new ArrayList<AttributeProto>();
        boolean some = call.arguments() > 1;
        attributes.add(Attributes.flag("keepdims", some && call.flag(2)));
        if (some) {
            long[] axes = Arrays.stream(call.constant(1, int[].class))
                    .map(axis -> Math.floorMod(axis, call.rank()))
                    .asLongStream()
                    .toArray();
            if (type.equals("ReduceSum")) {
                inputs.add(graph.integers(call.result(), "axes", axes));
            } else {
                attributes.add(Attributes.integers("axes", axes));
            }
        }
        graph.translate(call, type, List.copyOf(inputs), attributes.toArray(AttributeProto[]::new));
    }
}
