package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import bottega.networks.trace.Index;
import bottega.networks.trace.Index.Element;
import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Which places of an array's axis stand along the axis of another that was made of it by slices, flips and arrays of
 * places.
 *
 * @param first in the first trace
 * @param second in the second
 */
record Places(int axis, List<Long> first, List<Long> second) {

    static Places none() {
        return new Places(0, List.of(), List.of());
    }

    static Places all(TracedValue value, int axis, TraceView trace) {
        return new Places(
                axis,
                upTo(value.shape().get(axis)),
                upTo(trace.traces().counterpart(value).shape().get(axis)));
    }

    private static List<Long> upTo(long length) {
        return LongStream.range(0, length).boxed().toList();
    }

    Places followedBy(Places next) {
        return new Places(next.axis, joined(first, next.first), joined(second, next.second));
    }

    private static List<Long> joined(List<Long> some, List<Long> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /**
     * The places of {@code source} that {@code part} is made of.
     *
     * @param operations gets those on the way added
     */
    static Optional<Places> of(
            TracedValue part, TracedValue source, int axis, TraceView trace, Set<Operation> operations) {
        if (part.equals(source)) {
            return Optional.of(all(source, axis, trace));
        }
        return trace.producer(part, "get")
                .or(() -> trace.producer(part, "flip"))
                .flatMap(operation -> of(operation.receiver(), source, axis, trace, operations)
                        .flatMap(places -> places.then(operation, trace))
                        .map(places -> {
                            operations.add(operation);
                            return places;
                        }));
    }

    /** After a flip or a selection along this axis and no other. */
    Optional<Places> then(Operation operation, TraceView trace) {
        TracedCall call = trace.call(operation);
        if (operation.name().equals("flip")) {
            long[] axes = call.axes(1);
            return axes.length == 1 && axes[0] == axis
                    ? Optional.of(new Places(axis, first.reversed(), second.reversed()))
                    : Optional.empty();
        }
        Optional<List<Long>> one =
                selected(first, (Index) call.first().arguments().get(1), array(call.first(), trace));
        Optional<List<Long>> other =
                selected(second, (Index) call.second().arguments().get(1), array(call.second(), trace));
        return one.flatMap(places -> other.map(others -> new Places(axis, places, others)));
    }

    /** The array of places of an index, if it has one that no input takes part in. */
    private static Optional<NDArray> array(Operation get, TraceView trace) {
        return get.arguments().get(2) instanceof List<?> arrays
                        && arrays.size() == 1
                        && arrays.getFirst() instanceof TracedValue array
                        && trace.isConstant(array)
                        && array.shape().dimension() == 1
                ? Optional.of(array.array())
                : Optional.empty();
    }

    private Optional<List<Long>> selected(List<Long> from, Index index, Optional<NDArray> array) {
        List<Element> elements = index.elements();
        for (int i = 0; i < elements.size(); i++) {
            if (i != axis && !isAll(elements.get(i))) {
                return Optional.empty();
            }
        }
        return switch (elements.get(axis)) {
            case Element.All _ -> Optional.of(from);
            case Element.Range(long start, long end, long step, boolean _) ->
                Optional.of(range(from, start, end, step));
            case Element.Take _ -> array.flatMap(places -> taken(from, Elements.of(places)));
            case Element.Fixed _, Element.NewAxis _, Element.Pick _ -> Optional.empty();
        };
    }

    private static boolean isAll(Element element) {
        return element instanceof Element.All || element instanceof Element.Range range && range.whole();
    }

    private static List<Long> range(List<Long> from, long start, long end, long step) {
        int length = from.size();
        long begin = Math.clamp(start < 0 ? start + length : start, 0, length);
        long stop = Math.clamp(end < 0 ? end + length : end, 0, length);
        var places = new ArrayList<Long>();
        for (long i = begin; i < stop; i += step) {
            places.add(from.get((int) i));
        }
        return places;
    }

    private static Optional<List<Long>> taken(List<Long> from, Elements places) {
        var taken = new ArrayList<Long>();
        for (int i = 0; i < places.count(); i++) {
            long place = (long) places.get(i);
            place = place < 0 ? place + from.size() : place;
            if (place < 0 || place >= from.size()) {
                return Optional.empty();
            }
            taken.add(from.get((int) place));
        }
        return Optional.of(taken);
    }
}
