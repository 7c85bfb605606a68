package bottega.networks.onnx;

import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code (x - mean(x)) / sqrt(variance(x) + epsilon)} over the last axes, in any of the usual spellings.
 *
 * @param of x
 * @param axes that mean and variance were taken over, the last ones
 * @param operations all of the pattern
 */
record Standardisation(TracedValue of, Set<Integer> axes, double epsilon, Set<Operation> operations) {

    /** How many means there are of an array like {@link #of}. */
    long statistics(TracedValue like) {
        long count = 1;
        for (int axis = 0; axis < like.shape().dimension(); axis++) {
            count *= axes.contains(axis) ? 1 : like.shape().get(axis);
        }
        return count;
    }

    static Optional<Standardisation> of(TracedValue value, TraceView trace) {
        return trace.producer(value, "div")
                .filter(Standardisation::isOfArrays)
                .flatMap(div -> Centred.of(div.array(0), trace)
                        .flatMap(centred ->
                                root(div.array(1), centred, trace).map(root -> standardisation(div, centred, root))))
                .or(() -> trace.producer(value, "mul")
                        .filter(Standardisation::isOfArrays)
                        .flatMap(mul -> product(mul, mul.array(0), mul.array(1), trace)
                                .or(() -> product(mul, mul.array(1), mul.array(0), trace))))
                .filter(found -> areLast(found.axes(), found.of()));
    }

    private static boolean areLast(Set<Integer> axes, TracedValue value) {
        int rank = value.shape().dimension();
        for (int axis = rank - axes.size(); axis < rank; axis++) {
            if (!axes.contains(axis)) {
                return false;
            }
        }
        return axes.size() < rank;
    }

    private static Optional<Standardisation> product(
            Operation mul, TracedValue difference, TracedValue factor, TraceView trace) {
        return Centred.of(difference, trace)
                .flatMap(centred ->
                        inverseRoot(factor, centred, trace).map(root -> standardisation(mul, centred, root)));
    }

    private static Standardisation standardisation(Operation last, Centred centred, Root root) {
        var operations = new HashSet<>(centred.operations());
        operations.addAll(root.operations());
        operations.add(last);
        return new Standardisation(centred.of(), centred.axes(), root.epsilon(), operations);
    }

    private static boolean isOfArrays(Operation operation) {
        return operation.arguments().get(1) instanceof TracedValue;
    }

    /** {@code sqrt(variance + epsilon)}, or its inverse. */
    private record Root(double epsilon, Set<Operation> operations) {
        Root with(Operation operation) {
            var more = new HashSet<>(operations);
            more.add(operation);
            return new Root(epsilon, more);
        }
    }

    private static Optional<Root> root(TracedValue value, Centred centred, TraceView trace) {
        return trace.producer(value, "sqrt")
                .or(() -> trace.producer(value, "pow").filter(pow -> isNumber(pow, 1, 0.5, trace)))
                .flatMap(root -> shifted(root.receiver(), centred, trace).map(found -> found.with(root)));
    }

    private static Optional<Root> inverseRoot(TracedValue value, Centred centred, TraceView trace) {
        Optional<Operation> power = trace.producer(value, "pow").filter(pow -> isNumber(pow, 1, -0.5, trace));
        if (power.isPresent()) {
            return shifted(power.get().receiver(), centred, trace).map(found -> found.with(power.get()));
        }
        return trace.producer(value, "rdiv")
                .filter(division -> isNumber(division, 1, 1, trace))
                .map(division -> new Division(division, division.receiver()))
                .or(() -> trace.producer(value, "pow")
                        .filter(pow -> isNumber(pow, 1, -1, trace))
                        .map(pow -> new Division(pow, pow.receiver())))
                .or(() -> trace.producer(value, "div")
                        .filter(division -> isOfArrays(division) && isNumber(division, 0, 1, trace))
                        .map(division -> new Division(division, division.array(1))))
                .flatMap(inverse -> root(inverse.by(), centred, trace).map(found -> found.with(inverse.operation())));
    }

    private record Division(Operation operation, TracedValue by) {}

    /** {@code variance + epsilon}. */
    private static Optional<Root> shifted(TracedValue value, Centred centred, TraceView trace) {
        return trace.producer(value, "add").flatMap(add -> {
            Optional<Double> right = trace.number(add, 1);
            Optional<Double> epsilon = right.isPresent() ? right : trace.number(add, 0);
            Optional<TracedValue> variance = right.isPresent()
                    ? Optional.of(add.array(0))
                    : Optional.of(add).filter(Standardisation::isOfArrays).map(sum -> sum.array(1));
            return variance.filter(_ -> epsilon.isPresent())
                    .flatMap(sum -> centred.variance(sum, trace))
                    .map(operations -> new Root(epsilon.orElseThrow(), operations).with(add));
        });
    }

    private static boolean isNumber(Operation operation, int argument, double wanted, TraceView trace) {
        return trace.number(operation, argument)
                .filter(number -> number == wanted)
                .isPresent();
    }
}
