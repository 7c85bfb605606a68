package bottega.networks.onnx;

import ai.djl.ndarray.types.Shape;
import bottega.networks.trace.Operation;
import bottega.networks.trace.Trace;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Two traces of one block at different batch sizes. Their records must have the same operations; a dimension that
 * differs must be a multiple of the batch size. What is left is true at every batch size.
 *
 * @param first at batch size {@code firstBatch}, the leading dimension of every input
 * @param second at {@code secondBatch}
 */
record TracePair(Trace first, Trace second, long firstBatch, long secondBatch) {
    /** Stands for the batch axis in a dynamic shape, as in ONNX's Reshape. */
    static final long DYNAMIC = -1;

    TracePair {
        if (firstBatch == secondBatch) {
            throw new IllegalArgumentException("two traces need two batch sizes, received " + firstBatch + " twice");
        }
        checkSameOperations(first, second);
    }

    private static void checkSameOperations(Trace first, Trace second) {
        int common = Math.min(first.operations().size(), second.operations().size());
        for (int i = 0; i < common; i++) {
            Operation one = first.operations().get(i);
            Operation other = second.operations().get(i);
            if (!one.name().equals(other.name()) || !sameArrays(one, other)) {
                throw new ExportException("the block computes other things at another batch size: operation " + i
                        + " is " + one + " and then " + other + ", called at " + one.calledAt());
            }
        }
        if (first.operations().size() != second.operations().size()) {
            throw new ExportException("the block computes other things at another batch size: "
                    + first.operations().size() + " operations and then "
                    + second.operations().size());
        }
        for (int i = 0; i < first.values().size(); i++) {
            checkSameConstant(first.values().get(i), second.values().get(i));
        }
        if (!ids(first.outputs()).equals(ids(second.outputs()))) {
            throw new ExportException("the block returns other arrays at another batch size");
        }
    }

    private static void checkSameConstant(TracedValue one, TracedValue other) {
        if (one.origin() instanceof Origin.Constant
                && !(one.shape().equals(other.shape())
                        && one.array().toByteBuffer().equals(other.array().toByteBuffer()))) {
            throw new ExportException("an array that does not come from the block's inputs differs between two traces: "
                    + one + " and then " + other
                    + "; it is random, or depends on the batch size: make it from the inputs with array operations");
        }
    }

    private static boolean sameArrays(Operation one, Operation other) {
        return one.arguments().size() == other.arguments().size()
                && one.arguments().stream()
                        .map(TracePair::arrayIds)
                        .toList()
                        .equals(other.arguments().stream()
                                .map(TracePair::arrayIds)
                                .toList());
    }

    private static List<Integer> arrayIds(Object argument) {
        return switch (argument) {
            case TracedValue value -> List.of(value.id());
            case List<?> list ->
                list.stream().map(element -> ((TracedValue) element).id()).toList();
            case null, default -> List.of();
        };
    }

    private static List<Integer> ids(List<TracedValue> values) {
        return values.stream().map(TracedValue::id).toList();
    }

    /** The operation of the second trace that {@code operation} of the first corresponds to. */
    Operation counterpart(int index) {
        return second.operations().get(index);
    }

    /**
     * The shape of a value at any batch size.
     *
     * @return dimensions, {@link #DYNAMIC} for the batch size or a multiple of it
     * @throws ExportException when a dimension changes with the batch size in any other way
     */
    long[] shape(TracedValue value) {
        Shape one = value.shape();
        Shape other = second.values().get(value.id()).shape();
        if (one.dimension() != other.dimension()) {
            throw new ExportException("the rank of " + value + " depends on the batch size: " + one + " and then "
                    + other + "; name the axes to squeeze");
        }
        long[] dimensions = new long[one.dimension()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = dimension(value, one.get(i), other.get(i));
        }
        return dimensions;
    }

    private long dimension(TracedValue value, long one, long other) {
        if (one == other) {
            return one;
        }
        if (one * secondBatch == other * firstBatch) {
            return DYNAMIC;
        }
        throw new ExportException("a dimension of " + value + " is " + one + " at batch size " + firstBatch + " and "
                + other + " at " + secondBatch + ": no multiple of the batch size");
    }

    static boolean sameArgument(Object one, Object other) {
        return switch (one) {
            case int[] ints -> other instanceof int[] others && Arrays.equals(ints, others);
            case long[] longs -> other instanceof long[] others && Arrays.equals(longs, others);
            case null, default -> Objects.equals(one, other);
        };
    }
}
