package bottega.networks.onnx;

import ai.djl.ndarray.types.Shape;
import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A mean over some axes that keeps them as ones: taken at once or axis by axis, as a sum divided by its length, with axes
 * dropped on the way and put back at the end.
 *
 * @param of what the mean is taken of
 * @param operations all of the pattern
 */
record Mean(TracedValue of, Set<Integer> axes, Set<Operation> operations) {

    /** @param like of the shape of what the mean is to be taken of */
    static Optional<Mean> of(TracedValue value, TracedValue like, TraceView trace) {
        return reduced(value, like, trace)
                .filter(found -> trace.sameShape(found.of(), like))
                .filter(found -> keepsAxes(value, found, trace))
                .map(found -> new Mean(found.of(), found.axes(), found.operations()));
    }

    /** @param left the axes that are still there, by the place of each in the value */
    private record Reduced(TracedValue of, Set<Integer> axes, List<Integer> left, Set<Operation> operations) {
        Reduced then(Operation operation, List<Integer> newLeft, Set<Integer> more) {
            var all = new HashSet<>(operations);
            all.add(operation);
            var reduced = new HashSet<>(axes);
            reduced.addAll(more);
            return new Reduced(of, reduced, newLeft, all);
        }
    }

    private static boolean keepsAxes(TracedValue value, Reduced found, TraceView trace) {
        return isKept(value.shape(), found.of().shape(), found.axes())
                && isKept(
                        trace.traces().counterpart(value).shape(),
                        trace.traces().counterpart(found.of()).shape(),
                        found.axes());
    }

    private static boolean isKept(Shape mean, Shape of, Set<Integer> axes) {
        if (mean.dimension() != of.dimension()) {
            return false;
        }
        for (int axis = 0; axis < of.dimension(); axis++) {
            if (mean.get(axis) != (axes.contains(axis) ? 1 : of.get(axis))) {
                return false;
            }
        }
        return true;
    }

    /** @param like where it begins: an array of this shape is what the mean is taken of */
    private static Optional<Reduced> reduced(TracedValue value, TracedValue like, TraceView trace) {
        if (trace.sameShape(value, like)) {
            return Optional.empty();
        }
        Optional<Operation> shaping = trace.producer(value, "expandDims").or(() -> trace.producer(value, "reshape"));
        if (shaping.isPresent()) {
            // Which axes come back where, the comparison of shapes at the end shows.
            return reduced(shaping.get().receiver(), like, trace)
                    .map(found -> found.then(shaping.get(), found.left(), Set.of()));
        }
        Optional<Operation> mean = trace.producer(value, "mean");
        if (mean.isPresent()) {
            return reduce(mean.get(), like, trace);
        }
        return trace.producer(value, "div")
                .flatMap(division -> trace.producer(division.receiver(), "sum")
                        .flatMap(sum -> reduce(sum, like, trace)
                                .filter(found -> isLength(division, sum, trace))
                                .map(found -> found.then(division, found.left(), Set.of()))));
    }

    private static Optional<Reduced> reduce(Operation reduction, TracedValue like, TraceView trace) {
        if (reduction.arguments().size() < 3 || !(reduction.arguments().get(1) instanceof int[] axes)) {
            return Optional.empty();
        }
        TracedValue from = reduction.receiver();
        Reduced before = reduced(from, like, trace)
                .filter(found -> found.left().size() == from.shape().dimension())
                .orElseGet(() -> new Reduced(
                        from,
                        Set.of(),
                        IntStream.range(0, from.shape().dimension()).boxed().toList(),
                        Set.of()));
        boolean keeps = (boolean) reduction.arguments().get(2);
        var more = new HashSet<Integer>();
        var left = new ArrayList<>(before.left());
        for (int axis : axes) {
            more.add(before.left().get(Math.floorMod(axis, before.left().size())));
        }
        if (!keeps) {
            left.removeAll(more);
        }
        return Optional.of(before.then(reduction, left, more));
    }

    /** Whether a sum is divided by the number of its terms, in both traces. */
    private static boolean isLength(Operation division, Operation sum, TraceView trace) {
        if (!(division.arguments().get(1) instanceof Number)) {
            return false;
        }
        TracedCall call = trace.call(division);
        return isLength(
                        (Number) call.first().arguments().get(1),
                        sum.receiver().shape(),
                        division.receiver().shape())
                && isLength(
                        (Number) call.second().arguments().get(1),
                        trace.traces().counterpart(sum.receiver()).shape(),
                        trace.traces().counterpart(division.receiver()).shape());
    }

    private static boolean isLength(Number divisor, Shape of, Shape sum) {
        return divisor.doubleValue() * sum.size() == of.size();
    }
}
