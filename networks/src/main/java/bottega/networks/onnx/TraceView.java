package bottega.networks.onnx;

import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two traces as those see them who look for patterns: where a value comes from, and who else reads it. */
final class TraceView {
    private final TracePair traces;
    private final Constants constants;
    private final Set<Integer> wanted = new HashSet<>();
    private final Map<Operation, Integer> positions = new IdentityHashMap<>();
    private final Map<Operation, List<TracedValue>> results = new IdentityHashMap<>();
    private final Map<Integer, Set<Operation>> users = new HashMap<>();

    /** @param wanted values that are read from outside */
    TraceView(TracePair traces, Constants constants, Collection<TracedValue> wanted) {
        this.traces = traces;
        this.constants = constants;
        wanted.forEach(value -> this.wanted.add(value.id()));
        for (Operation operation : traces.first().operations()) {
            positions.put(operation, positions.size());
            results.put(operation, new ArrayList<>());
            operation
                    .arrays()
                    .forEach(argument -> users.computeIfAbsent(argument.id(), _ -> new HashSet<>())
                            .add(operation));
        }
        for (TracedValue value : traces.first().values()) {
            if (value.origin() instanceof Origin.Result(Operation operation, int _)) {
                results.get(operation).add(value);
            }
        }
    }

    TracePair traces() {
        return traces;
    }

    TracedCall call(Operation operation) {
        return new TracedCall(
                operation, traces.counterpart(positions.get(operation)), List.copyOf(results.get(operation)));
    }

    Optional<Operation> producer(TracedValue value) {
        return value.origin() instanceof Origin.Result(Operation operation, int _)
                ? Optional.of(operation)
                : Optional.empty();
    }

    /** The operation that gave a value, if it has this name. */
    Optional<Operation> producer(TracedValue value, String name) {
        return producer(value).filter(operation -> operation.name().equals(name));
    }

    /** A number that a call was given, as such or as an array of one element, if it is the same in both traces. */
    Optional<Double> number(Operation operation, int argument) {
        return switch (operation.arguments().get(argument)) {
            case Number number when call(operation).isConstant(argument) -> Optional.of(number.doubleValue());
            case TracedValue value
            when isConstant(value) && value.shape().size() == 1 && traces.isSame(value) ->
                Optional.of(Elements.of(value.array()).get(0));
            case null, default -> Optional.empty();
        };
    }

    /** Whether two values have the same shape, in both traces. */
    boolean sameShape(TracedValue one, TracedValue other) {
        return one.shape().equals(other.shape())
                && traces.counterpart(one)
                        .shape()
                        .equals(traces.counterpart(other).shape());
    }

    boolean sameSize(TracedValue one, TracedValue other, int axis) {
        return one.shape().get(axis) == other.shape().get(axis)
                && traces.counterpart(one).shape().get(axis)
                        == traces.counterpart(other).shape().get(axis);
    }

    /** Whether no input takes part in a value. */
    boolean isConstant(TracedValue value) {
        return constants.isConstant(value);
    }

    /** Whether nobody reads a value but these, and it is no output. */
    boolean isReadOnlyBy(TracedValue value, Collection<Operation> readers) {
        return !wanted.contains(value.id()) && readers.containsAll(users.getOrDefault(value.id(), Set.of()));
    }

    /** Whether nobody reads what these operations give but they themselves and {@code last}, whose result anybody may. */
    boolean isClosed(Set<Operation> inner, Operation last) {
        var readers = new HashSet<>(inner);
        readers.add(last);
        return inner.stream()
                .flatMap(operation -> results.get(operation).stream())
                .allMatch(value -> isReadOnlyBy(value, readers));
    }
}
