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

    /** All arrays among the arguments. */
    List<TracedValue> operands() {
        return first.arrays();
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

    /** Whether a plain argument is the same in both traces. */
    boolean isConstant(int index) {
        return TracePair.sameArgument(
                first.arguments().get(index), second.arguments().get(index));
    }

    /**
     * A plain argument, which must not depend on the inputs' sizes.
     *
     * @throws ExportException when it differs between the traces
     */
    <T> T constant(int index, Class<T> type) {
        if (!isConstant(index)) {
            throw dependsOnSize(index);
        }
        return type.cast(first.arguments().get(index));
    }

    Index index(int index) {
        var one = (Index) first.arguments().get(index);
        var other = (Index) second.arguments().get(index);
        return one.common(other).orElseThrow(() -> dependsOnSize(index));
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

    ExportException dependsOnSize(int index) {
        return new ExportException("argument " + index + " of " + first + " depends on the batch size, or on another"
                + " size of the inputs that is to stay free: it is "
                + first.arguments().get(index) + " and then "
                + second.arguments().get(index) + "; called at " + first.calledAt());
    }

    ExportException unsupported(String why) {
        return new ExportException(first + " cannot be exported: " + why + "; called at " + first.calledAt());
    }
}
