package bottega.networks.onnx;

import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code x - mean(x)}.
 *
 * @param of x
 * @param axes that the mean was taken over
 * @param operations all of the pattern
 */
record Centred(TracedValue of, Set<Integer> axes, Set<Operation> operations) {

    static Optional<Centred> of(TracedValue value, TraceView trace) {
        return trace.producer(value, "sub")
                .filter(sub -> sub.arguments().get(1) instanceof TracedValue)
                .flatMap(sub -> Mean.of(sub.array(1), sub.array(0), trace)
                        .map(mean -> new Centred(sub.array(0), mean.axes(), with(mean.operations(), sub))));
    }

    /**
     * Whether {@code value} is the variance of x over the same axes: {@code mean((x - mean(x))^2)} or {@code mean(x^2) -
     * mean(x)^2}.
     *
     * @return the operations that compute it
     */
    Optional<Set<Operation>> variance(TracedValue value, TraceView trace) {
        return meanOfSquares(value, trace).or(() -> squaresLessSquare(value, trace));
    }

    private Optional<Set<Operation>> meanOfSquares(TracedValue value, TraceView trace) {
        return Mean.of(value, of, trace)
                .filter(mean -> mean.axes().equals(axes))
                .flatMap(mean -> squareOf(mean.of(), trace)
                        .flatMap(square -> of(square.of(), trace)
                                .filter(again ->
                                        again.of().equals(of) && again.axes().equals(axes))
                                .map(again -> with(union(mean.operations(), again.operations()), square.operation()))));
    }

    private Optional<Set<Operation>> squaresLessSquare(TracedValue value, TraceView trace) {
        return trace.producer(value, "sub")
                .filter(sub -> sub.arguments().get(1) instanceof TracedValue)
                .flatMap(sub -> Mean.of(sub.array(0), of, trace)
                        .filter(mean -> mean.axes().equals(axes))
                        .flatMap(squares -> squareOf(squares.of(), trace)
                                .filter(square -> square.of().equals(of))
                                .flatMap(square -> squareOf(sub.array(1), trace)
                                        .flatMap(squared -> Mean.of(squared.of(), of, trace)
                                                .filter(mean -> mean.of().equals(of)
                                                        && mean.axes().equals(axes))
                                                .map(mean -> with(
                                                        with(
                                                                with(
                                                                        union(squares.operations(), mean.operations()),
                                                                        square.operation()),
                                                                squared.operation()),
                                                        sub))))));
    }

    private record Square(TracedValue of, Operation operation) {}

    private static Optional<Square> squareOf(TracedValue value, TraceView trace) {
        return trace.producer(value, "square")
                .or(() -> trace.producer(value, "pow")
                        .filter(pow ->
                                trace.number(pow, 1).filter(two -> two == 2).isPresent()))
                .or(() -> trace.producer(value, "mul")
                        .filter(mul -> mul.arguments().get(1) == mul.receiver()))
                .map(operation -> new Square(operation.receiver(), operation));
    }

    private static Set<Operation> with(Set<Operation> operations, Operation one) {
        return union(operations, Set.of(one));
    }

    private static Set<Operation> union(Set<Operation> some, Set<Operation> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
