package bottega.networks.onnx;

import ai.djl.ndarray.types.Shape;
import bottega.networks.trace.Index;
import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import java.util.Arrays;
import java.util.List;

/**
 * One operation as a translator sees it.
 *
 * @param first as recorded in the first trace
 * @param second as recorded in the second
 * @param results what it gave, by index
 */
record TracedCall(Operation first, Operation second, List<TracedValue> results) {
    String name() {
        return first.name();
    }

    TracedValue receiver() {
        return first.receiver();
    }

    TracedValue array(int index) {
        return first.array(index);
    }

    boolean isArray(int index) {
        return first.arguments().get(index) instanceof TracedValue;
    }

    boolean isAbsent(int index) {
        return first.isAbsent(index);
    }

    int arguments() {
        return first.arguments().size();
    }

    @SuppressWarnings("unchecked") // the recorder puts nothing but values in lists
    List<TracedValue> arrays(int index) {
        return (List<TracedValue>) first.arguments().get(index);
    }

    TracedValue result() {
        return results.getFirst();
    }

    /**
     * A plain argument, which must not depend on the batch size.
     *
     * @throws ExportException when it differs between the traces
     */
    <T> T constant(int index, Class<T> type) {
        Object value = first.arguments().get(index);
        Object other = second.arguments().get(index);
        if (!TracePair.sameArgument(value, other)) {
            throw dependsOnBatch(index);
        }
        return type.cast(value);
    }

    private ExportException dependsOnBatch(int index) {
        return new ExportException("argument " + index + " of " + first + " depends on the batch size: "
                + first.arguments().get(index) + " and then "
                + second.arguments().get(index) + "; called at "
                + first.calledAt());
    }

    Index index(int index) {
        var one = (Index) first.arguments().get(index);
        var other = (Index) second.arguments().get(index);
        return one.common(other).orElseThrow(() -> dependsOnBatch(index));
    }

    int integer(int index) {
        return constant(index, Number.class).intValue();
    }

    double number(int index) {
        return constant(index, Number.class).doubleValue();
    }

    float real(int index) {
        return constant(index, Number.class).floatValue();
    }

    boolean flag(int index) {
        return constant(index, Boolean.class);
    }

    long[] dimensions(int index) {
        return constant(index, Shape.class).getShape();
    }

    /** An axis of the receiver, counted from the front. */
    int axis(int index) {
        return axis(index, rank());
    }

    int axis(int index, int rank) {
        return Math.floorMod(integer(index), Math.max(1, rank));
    }

    /** Axes of the receiver, counted from the front. */
    long[] axes(int index) {
        return Arrays.stream(constant(index, int[].class))
                .map(axis -> Math.floorMod(axis, rank()))
                .asLongStream()
                .toArray();
    }

    int rank() {
        return receiver().shape().dimension();
    }

    ExportException unsupported(String why) {
        return new ExportException(first + " cannot be exported: " + why + "; called at " + first.calledAt());
    }
}
