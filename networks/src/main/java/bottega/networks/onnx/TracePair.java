package bottega.networks.onnx;

import ai.djl.ndarray.types.Shape;
import bottega.networks.trace.Operation;
import bottega.networks.trace.Trace;
import bottega.networks.trace.TracedValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Two traces of one block at different sizes of its inputs. Their records must have the same operations; a size or a
 * constant that differs must be an expression of the inputs' sizes, see {@link SizeFinder}. What is left is true at
 * every size.
 *
 * @param axes what differs between the traces
 */
record TracePair(Trace first, Trace second, List<FreeAxis> axes) {
    /** Stands in a shape for a dimension that follows the inputs' sizes. */
    static final long DYNAMIC = -1;

    TracePair {
        checkSameOperations(first, second);
    }

    /** @throws ExportException when another trace of the same block has other operations */
    static void checkSameOperations(Trace first, Trace second) {
        int common = Math.min(first.operations().size(), second.operations().size());
        for (int i = 0; i < common; i++) {
            Operation one = first.operations().get(i);
            Operation other = second.operations().get(i);
            if (!one.name().equals(other.name()) || !ids(one.arrays()).equals(ids(other.arrays()))) {
                throw new ExportException("the block computes other things at another batch size: operation " + i
                        + " is " + one + " and then " + other + ", called at " + one.calledAt());
            }
        }
        if (first.operations().size() != second.operations().size()) {
            throw new ExportException("the block computes other things at another batch size: "
                    + first.operations().size() + " operations and then "
                    + second.operations().size());
        }
        if (!ids(first.outputs()).equals(ids(second.outputs()))) {
            throw new ExportException("the block returns other arrays at another batch size");
        }
    }

    private static List<Integer> ids(List<TracedValue> values) {
        return values.stream().map(TracedValue::id).toList();
    }

    /** The value of the second trace that {@code value} of the first corresponds to. */
    TracedValue counterpart(TracedValue value) {
        return second.values().get(value.id());
    }

    /** The operation of the second trace that number {@code index} of the first corresponds to. */
    Operation counterpart(int index) {
        return second.operations().get(index);
    }

    /**
     * The shape of a value at any size of the inputs.
     *
     * @return dimensions, {@link #DYNAMIC} for those that differ
     * @throws ExportException when the number of dimensions differs
     */
    long[] shape(TracedValue value) {
        Shape one = value.shape();
        Shape other = counterpart(value).shape();
        if (one.dimension() != other.dimension()) {
            throw new ExportException("the rank of " + value + " depends on the batch size: " + one + " and then "
                    + other + "; name the axes to squeeze");
        }
        long[] dimensions = new long[one.dimension()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = one.get(i) == other.get(i) ? one.get(i) : DYNAMIC;
        }
        return dimensions;
    }

    /** The dimensions of a value: numbers, or names of the free axes that they are, or empty for what follows them. */
    List<String> dimensionNames(TracedValue value) {
        long[] shape = shape(value);
        var names = new ArrayList<String>();
        for (int i = 0; i < shape.length; i++) {
            names.add(shape[i] == DYNAMIC ? axisName(value, i) : Long.toString(shape[i]));
        }
        return names;
    }

    private String axisName(TracedValue value, int index) {
        long one = value.shape().get(index);
        long other = counterpart(value).shape().get(index);
        return axes.stream()
                .filter(axis -> axis.isSize(one, other))
                .map(FreeAxis::name)
                .findFirst()
                .orElse("");
    }

    /** Whether an array has the same elements in both traces. */
    boolean isSame(TracedValue value) {
        TracedValue other = counterpart(value);
        return value.shape().equals(other.shape())
                && value.dataType() == other.dataType()
                && value.array().toByteBuffer().equals(other.array().toByteBuffer());
    }

    static boolean sameArgument(Object one, Object other) {
        return switch (one) {
            case int[] ints -> other instanceof int[] others && Arrays.equals(ints, others);
            case long[] longs -> other instanceof long[] others && Arrays.equals(longs, others);
            case null, default -> Objects.equals(one, other);
        };
    }
}
