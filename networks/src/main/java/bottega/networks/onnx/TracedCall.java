package bottega.networks.onnx;

import ai.djl.ndarray.types.Shape;
import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
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
            throw new ExportException("argument " + index + " of " + first + " depends on the batch size: " + value
                    + " and then " + other + "; called at " + first.calledAt());
        }
        return type.cast(value);
    }

    int integer(int index) {
        return constant(index, Number.class).intValue();
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

    /** An axis counted from the front. */
    int axis(int index) {
        int axis = integer(index);
        return axis < 0 ? axis + receiver().shape().dimension() : axis;
    }

    int rank() {
        return receiver().shape().dimension();
    }

    ExportException unsupported(String why) {
        return new ExportException(first + " cannot be exported: " + why + "; called at " + first.calledAt());
    }
}
