package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reflection padding, composed of slices, flips and concatenations or of arrays of places. What counts is not how it is
 * spelled but which places of the array stand where in the result: {@code p, ..., 1, 0, 1, ..., n - 1, n - 2, ...} along one
 * axis, at both sizes that were traced. Paddings of several axes that follow each other are one.
 */
final class ReflectionPattern implements Rewrite {

    /**
     * @param source what is padded
     * @param before how much, by axis
     * @param inner all operations but the last
     */
    private record Padding(TracedValue source, long[] before, long[] after, Set<Operation> inner) {}

    @Override
    public Optional<Replacement> match(Operation last, TraceView trace) {
        TracedValue result = trace.call(last).result();
        if (result.dataType() != DataType.FLOAT32) {
            return Optional.empty();
        }
        return padding(last, trace)
                .map(padding -> new Replacement(List.of(padding.source()), graph -> {
                    int rank = padding.before().length;
                    long[] pads = Arrays.copyOf(padding.before(), 2 * rank);
                    System.arraycopy(padding.after(), 0, pads, rank, rank);
                    List<String> inputs = List.of(graph.name(padding.source()), graph.integers(result, "pads", pads));
                    graph.name(result, graph.node("Pad", result, inputs, Attributes.text("mode", "reflect")));
                }));
    }

    private static Optional<Padding> padding(Operation last, TraceView trace) {
        return alongOneAxis(last, trace)
                .filter(found -> trace.isClosed(found.inner(), last))
                .map(found -> withPaddingBefore(found, last, trace));
    }

    /** Together with that of other axes that the source comes from, if nothing else reads it. */
    private static Padding withPaddingBefore(Padding found, Operation last, TraceView trace) {
        Set<Operation> readers = new HashSet<>(found.inner());
        readers.add(last);
        return trace.producer(found.source())
                .filter(_ -> trace.isReadOnlyBy(found.source(), readers))
                .flatMap(before -> padding(before, trace))
                .filter(before -> haveNoAxisInCommon(before, found))
                .map(before -> new Padding(
                        before.source(),
                        sum(before.before(), found.before()),
                        sum(before.after(), found.after()),
                        found.inner()))
                .orElse(found);
    }

    private static boolean haveNoAxisInCommon(Padding one, Padding other) {
        for (int axis = 0; axis < one.before().length; axis++) {
            if (one.before()[axis] + one.after()[axis] > 0 && other.before()[axis] + other.after()[axis] > 0) {
                return false;
            }
        }
        return true;
    }

    private static long[] sum(long[] left, long[] right) {
        long[] sum = new long[left.length];
        Arrays.setAll(sum, i -> left[i] + right[i]);
        return sum;
    }

    private static Optional<Padding> alongOneAxis(Operation last, TraceView trace) {
        return switch (last.name()) {
            case "concat" -> {
                TracedCall call = trace.call(last);
                var parts = new ArrayList<TracedValue>();
                parts.add(last.receiver());
                parts.addAll(call.arrays(1));
                yield call.isConstant(2) ? joined(parts, call.axis(2), trace) : Optional.empty();
            }
            case "get" -> taken(last, trace);
            default -> Optional.empty();
        };
    }

    private static Optional<Padding> taken(Operation get, TraceView trace) {
        TracedValue source = get.receiver();
        for (int axis = 0; axis < source.shape().dimension(); axis++) {
            Optional<Places> places = Places.all(source, axis, trace).then(get, trace);
            if (places.isPresent()) {
                return reflection(source, axis, places.get(), Set.of(), trace);
            }
        }
        return Optional.empty();
    }

    /** The parts have one source among them of which all the others are places. */
    private static Optional<Padding> joined(List<TracedValue> parts, int axis, TraceView trace) {
        for (TracedValue source : parts) {
            var inner = new HashSet<Operation>();
            Optional<Places> all = Optional.of(Places.none());
            for (TracedValue part : parts) {
                Optional<Places> places = Places.of(part, source, axis, trace, inner);
                all = all.flatMap(before -> places.map(before::followedBy));
            }
            Optional<Padding> found = all.flatMap(places -> reflection(source, axis, places, inner, trace));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Padding> reflection(
            TracedValue source, int axis, Places places, Set<Operation> inner, TraceView trace) {
        long length = source.shape().get(axis);
        long otherLength = trace.traces().counterpart(source).shape().get(axis);
        long before = places.first().isEmpty() ? 0 : places.first().getFirst();
        long after = places.first().size() - length - before;
        if (before < 0
                || after < 0
                || before + after == 0
                || !isReflected(places.first(), length, before, after)
                || !isReflected(places.second(), otherLength, before, after)) {
            return Optional.empty();
        }
        long[] befores = new long[source.shape().dimension()];
        long[] afters = befores.clone();
        befores[axis] = before;
        afters[axis] = after;
        return Optional.of(new Padding(source, befores, afters, inner));
    }

    private static boolean isReflected(List<Long> places, long length, long before, long after) {
        if (places.size() != before + length + after || before >= length || after >= length) {
            return false;
        }
        for (int i = 0; i < places.size(); i++) {
            long place = Math.abs(i - before);
            if (places.get(i) != (place < length ? place : 2 * (length - 1) - place)) {
                return false;
            }
        }
        return true;
    }
}
