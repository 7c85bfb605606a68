package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Shape and type of arrays. Opset 17: Reshape-14, Transpose-13, Cast-13. */
final class ShapeTranslators {
    static final Map<String, Translator> BY_NAME = Map.ofEntries(
            Map.entry("reshape", ShapeTranslators::reshape),
            Map.entry("flatten", ShapeTranslators::reshape),
            Map.entry("squeeze", ShapeTranslators::reshape),
            Map.entry("expandDims", ShapeTranslators::reshape),
            Map.entry("transpose", ShapeTranslators::transpose),
            Map.entry("swapAxes", ShapeTranslators::swapAxes),
            Map.entry("toType", ShapeTranslators::toType),
            Map.entry("toDevice", ShapeTranslators::identity),
            Map.entry("duplicate", ShapeTranslators::identity),
            Map.entry("toDense", ShapeTranslators::identity),
            Map.entry("stopGradient", ShapeTranslators::identity));

    private ShapeTranslators() {}

    /**
     * A Reshape to the shape that the engine gave. A dimension that follows the inputs' sizes is left open if it is the
     * only one, or copied if the array has it at the same place; where that is not enough, the shape is computed.
     */
    private static void reshape(TracedCall call, OnnxGraph graph) {
        String target = ReshapeTarget.of(call.receiver(), call.result(), graph);
        graph.translate(call, "Reshape", List.of(graph.name(call.receiver()), target));
    }

    /** {@code transpose()} reverses the axes, {@code transpose(axes)} orders them. */
    private static void transpose(TracedCall call, OnnxGraph graph) {
        int rank = call.rank();
        IntStream axes = call.arguments() > 1
                ? Arrays.stream(call.constant(1, int[].class)).map(axis -> Math.floorMod(axis, rank))
                : IntStream.range(0, rank).map(i -> rank - 1 - i);
        AttributeProto permutation =
                Attributes.integers("perm", axes.asLongStream().toArray());
        graph.translate(call, "Transpose", List.of(graph.name(call.receiver())), permutation);
    }

    /** {@code swapAxes(one, other)}. */
    private static void swapAxes(TracedCall call, OnnxGraph graph) {
        int one = call.axis(1);
        int other = call.axis(2);
        long[] permutation = new long[call.rank()];
        Arrays.setAll(permutation, i -> i == one ? other : i == other ? one : i);
        graph.translate(
                call, "Transpose", List.of(graph.name(call.receiver())), Attributes.integers("perm", permutation));
    }

    private static void toType(TracedCall call, OnnxGraph graph) {
        graph.name(call.result(), graph.as(call.result().dataType(), call.receiver()));
    }

    private static void identity(TracedCall call, OnnxGraph graph) {
        graph.name(call.result(), graph.name(call.receiver()));
    }
}
