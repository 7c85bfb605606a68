package bottega.networks.onnx;

import bottega.networks.trace.TracedValue;
import java.util.ArrayList;
import java.util.List;

/** The shape that an ONNX Reshape is given: 0 copies a dimension, -1 is what is left, of which there may be one. */
final class ReshapeTarget {
    private static final long COPIED = 0;
    private static final long LEFT = -1;

    private ReshapeTarget() {}

    /** @return the name of an int64 tensor */
    static String of(TracedValue from, TracedValue to, OnnxGraph graph) {
        long[] wanted = graph.shape(to);
        if (count(wanted, TracePair.DYNAMIC) > 1) {
            copyWhatStays(from, to, wanted, graph.traces());
        }
        if (count(wanted, TracePair.DYNAMIC) > 1) {
            return computed(from, to, graph);
        }
        return graph.integers(to, "shape", wanted);
    }

    private static void copyWhatStays(TracedValue from, TracedValue to, long[] wanted, TracePair traces) {
        int common = Math.min(wanted.length, from.shape().dimension());
        for (int axis = 0; axis < common; axis++) {
            if (wanted[axis] == TracePair.DYNAMIC
                    && from.shape().get(axis) == to.shape().get(axis)
                    && traces.counterpart(from).shape().get(axis)
                            == traces.counterpart(to).shape().get(axis)) {
                wanted[axis] = COPIED;
            }
        }
    }

    /** Every open dimension computed but one, preferably one that no expression was found for. */
    private static String computed(TracedValue from, TracedValue to, OnnxGraph graph) {
        long[] wanted = graph.shape(to);
        List<TracedValue> sources = List.of(from);
        int left = -1;
        for (int axis = 0; axis < wanted.length; axis++) {
            if (wanted[axis] == TracePair.DYNAMIC
                    && (left < 0 || graph.sizeOf(to, axis, sources).isEmpty())) {
                left = axis;
            }
        }
        var parts = new ArrayList<String>();
        for (int axis = 0; axis < wanted.length; axis++) {
            if (axis == left) {
                parts.add(graph.integers(to, "left", LEFT));
            } else if (wanted[axis] == TracePair.DYNAMIC) {
                parts.add(graph.dimension(to, axis, sources));
            } else {
                parts.add(graph.integers(to, "dimension_" + axis, wanted[axis]));
            }
        }
        return graph.node("Concat", to, parts, Attributes.integer("axis", 0));
    }

    private static int count(long[] dimensions, long value) {
        int count = 0;
        for (long dimension : dimensions) {
            count += dimension == value ? 1 : 0;
        }
        return count;
    }
}
