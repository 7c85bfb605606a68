package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Elements more than once, and around. Opset 17: Expand-13, Tile-13, Pad-13, ConstantOfShape-9. */
final class RepetitionTranslators {
    static final Map<String, Translator> BY_NAME = Map.of(
            "broadcast", RepetitionTranslators::broadcast,
            "tile", RepetitionTranslators::tile,
            "repeat", RepetitionTranslators::repeat,
            "pad", RepetitionTranslators::pad,
            "zerosLike", (call, graph) -> filled(call, graph, 0),
            "onesLike", (call, graph) -> filled(call, graph, 1));

    private RepetitionTranslators() {}

    /** {@code broadcast(shape)}: ONNX's Expand leaves an axis alone where it is told 1. */
    private static void broadcast(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        Shape before = call.receiver().shape();
        long[] after = graph.shape(call.result());
        int added = after.length - before.dimension();
        var target = new ArrayList<String>();
        for (int i = 0; i < after.length; i++) {
            boolean unchanged = i >= added
                    && before.get(i - added) == call.result().shape().get(i)
                    && graph.shape(call.receiver())[i - added] == after[i];
            if (unchanged) {
                target.add(composition.integers(1));
            } else if (after[i] != TracePair.DYNAMIC) {
                target.add(composition.integers(after[i]));
            } else {
                target.add(graph.dimension(call.result(), i, call.operands()));
            }
        }
        String shape = composition.node("Concat", target, Attributes.integer("axis", 0));
        graph.translate(call, "Expand", List.of(graph.name(call.receiver()), shape));
    }

    /** {@code tile(repeats)}, {@code tile(repeats of each axis)}: the whole again and again. */
    private static void tile(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        int rank = call.result().shape().dimension();
        long[] repeats;
        if (call.first().arguments().get(1) instanceof long[]) {
            repeats = call.constant(1, long[].class);
        } else {
            repeats = new long[rank];
            Arrays.fill(repeats, call.integer(1));
        }
        String x = graph.name(call.receiver());
        int added = rank - call.rank();
        if (added > 0) {
            long[] axes = new long[added];
            Arrays.setAll(axes, i -> i);
            x = composition.binary("Unsqueeze", x, composition.integers(axes));
        }
        graph.translate(call, "Tile", List.of(x, composition.integers(repeats)));
    }

    /**
     * {@code repeat(times)}, {@code repeat(axis, times)}, {@code repeat(times of each axis)}, {@code repeat(shape)}: each
     * element so often before the next; how often along which axis is read from the shapes.
     */
    private static void repeat(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        Shape before = call.receiver().shape();
        Shape after = call.result().shape();
        if (before.dimension() == 0) {
            String count = composition.integers(after.get(0));
            graph.translate(call, "Expand", List.of(graph.name(call.receiver()), count));
            return;
        }
        DataType type = call.receiver().dataType();
        if (type == DataType.FLOAT64 || type == DataType.INT64) {
            repeatByPlaces(call, graph);
            return;
        }
        // A nearest neighbour of a whole factor is a repetition, whatever the sizes.
        DataType computed = type.isFloating() ? DataType.FLOAT32 : DataType.INT32;
        float[] scales = new float[before.dimension()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = (float) after.get(i) / before.get(i);
        }
        String repeated = composition.node(
                "Resize",
                List.of(composition.receiver(computed), "", composition.reals(scales, scales.length)),
                Attributes.text("mode", "nearest"),
                Attributes.text("coordinate_transformation_mode", "asymmetric"),
                Attributes.text("nearest_mode", "floor"));
        composition.result(repeated, computed);
    }

    /** Resize has no kernel for the wide types. */
    private static void repeatByPlaces(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        Shape before = call.receiver().shape();
        String repeated = graph.name(call.receiver());
        for (int axis = 0; axis < before.dimension(); axis++) {
            int factor = Math.toIntExact(call.result().shape().get(axis) / before.get(axis));
            if (factor == 1) {
                continue;
            }
            if (graph.shape(call.receiver())[axis] == TracePair.DYNAMIC) {
                throw call.unsupported("no repetition of " + call.receiver().dataType()
                        + " along an axis of free length: cast to float32 or int32 first");
            }
            long[] places = new long[Math.toIntExact(before.get(axis)) * factor];
            Arrays.setAll(places, i -> i / factor);
            repeated = composition.node(
                    "Gather", List.of(repeated, composition.integers(places)), Attributes.integer("axis", axis));
        }
        graph.name(call.result(), repeated);
    }

    /** {@code pad(padding, value)}: pairs before and behind, the last axis first; ONNX: all before, then all behind. */
    private static void pad(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        long[] pairs = call.dimensions(1);
        int rank = call.rank();
        long[] pads = new long[2 * rank];
        for (int i = 0; i < pairs.length / 2; i++) {
            pads[rank - 1 - i] = pairs[2 * i];
            pads[2 * rank - 1 - i] = pairs[2 * i + 1];
        }
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        String padded = composition.node(
                "Pad",
                List.of(
                        composition.receiver(computed),
                        composition.integers(pads),
                        composition.scalar(computed, padding(call, graph, computed))));
        composition.result(padded, computed);
    }

    /** Zeros that only convolutions read may become theirs; see {@link Composition#NEGATIVE_ZERO}. */
    private static Number padding(TracedCall call, OnnxGraph graph, DataType computed) {
        boolean onlyConvolved = graph.traces().first().operations().stream()
                .filter(operation -> operation.arrays().contains(call.result()))
                .allMatch(operation -> operation.name().equals("convolution"));
        boolean zero = computed.isFloating() && call.number(2) == 0;
        return zero && !onlyConvolved ? Composition.NEGATIVE_ZERO : (Number) call.number(2);
    }

    private static void filled(TracedCall call, OnnxGraph graph, int value) {
        var composition = new Composition(call, graph);
        String shape = composition.unary("Shape", graph.name(call.receiver()));
        AttributeProto content =
                Attributes.tensor("value", Tensors.single("value", call.result().dataType(), value));
        graph.translate(call, "ConstantOfShape", List.of(shape), content);
    }
}
