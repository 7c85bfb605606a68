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
 * Instance normalisation (Ulyanov et al. 2016) and group normalisation (Wu and He 2018), composed of array operations:
 * {@code (x - mean(x)) / sqrt(mean((x - mean(x))^2) + epsilon)} over the last axes, with or without a reshape before that
 * puts groups of channels together and one after that undoes it, with or without a factor and a term for each channel.
 * What statistics are taken over decides what it is: over one channel of one picture, InstanceNormalization; over a part
 * of the channels, GroupNormalization.
 */
final class NormalisationPattern implements Rewrite {

    /**
     * A normalisation found so far.
     *
     * @param source what is normalised, {@code [N, C, ...]}
     * @param groups that the channels are divided into
     * @param scale if there is a factor
     * @param bias if there is a term
     * @param inner all operations but the last
     */
    private record Found(
            TracedValue source,
            long groups,
            double epsilon,
            Optional<TracedValue> scale,
            Optional<TracedValue> bias,
            Set<Operation> inner) {

        Found within(Operation last) {
            var more = new HashSet<>(inner);
            more.add(last);
            return new Found(source, groups, epsilon, scale, bias, more);
        }

        /** Of what was reshaped. */
        Found from(Operation reshape) {
            return new Found(reshape.receiver(), groups, epsilon, scale, bias, inner).within(reshape);
        }

        Found withScale(TracedValue factor) {
            return new Found(source, groups, epsilon, Optional.of(factor), bias, inner);
        }

        Found withBias(TracedValue term) {
            return new Found(source, groups, epsilon, scale, Optional.of(term), inner);
        }
    }

    @Override
    public Optional<Replacement> match(Operation last, TraceView trace) {
        TracedValue result = trace.call(last).result();
        return normalised(result, trace)
                .filter(found -> result.dataType() == DataType.FLOAT32)
                .filter(found -> trace.isClosed(without(found.inner(), last), last))
                .map(found -> new Replacement(reads(found, trace), graph -> write(found, result, trace, graph)));
    }

    private static Set<Operation> without(Set<Operation> operations, Operation one) {
        var others = new HashSet<>(operations);
        others.remove(one);
        return others;
    }

    private static List<TracedValue> reads(Found found, TraceView trace) {
        var reads = new ArrayList<>(List.of(found.source()));
        found.scale().ifPresent(scale -> reads.add(ChannelVector.source(scale, trace)));
        found.bias().ifPresent(bias -> reads.add(ChannelVector.source(bias, trace)));
        return reads;
    }

    /** The longest pattern that ends in {@code value}; the source has the value's shape. */
    private static Optional<Found> normalised(TracedValue value, TraceView trace) {
        return affine(value, trace).or(() -> reshapedBack(value, trace)).or(() -> unreshaped(value, trace));
    }

    private static Optional<Found> affine(TracedValue value, TraceView trace) {
        Optional<Operation> add = trace.producer(value, "add").filter(NormalisationPattern::isOfArrays);
        if (add.isPresent()) {
            return parts(add.get(), trace)
                    .flatMap(parts -> normalised(parts.normalised(), trace)
                            .filter(found -> found.bias().isEmpty() && fits(found, value))
                            .filter(found -> isPerChannel(parts.parameter(), value, found))
                            .map(found -> found.withBias(parts.parameter()).within(add.get())));
        }
        return trace.producer(value, "mul")
                .filter(NormalisationPattern::isOfArrays)
                .flatMap(mul -> parts(mul, trace)
                        .flatMap(parts -> normalised(parts.normalised(), trace)
                                .filter(found ->
                                        found.bias().isEmpty() && found.scale().isEmpty() && fits(found, value))
                                .filter(found -> isPerChannel(parts.parameter(), value, found))
                                .map(found -> found.withScale(parts.parameter()).within(mul))));
    }

    private static boolean isOfArrays(Operation operation) {
        return operation.arguments().get(1) instanceof TracedValue;
    }

    /** Factors and terms of channels need the channels back, each an axis of its own. */
    private static boolean fits(Found found, TracedValue value) {
        return value.shape().dimension() >= 3
                && value.shape().get(1) == found.source().shape().get(1);
    }

    private record Parts(TracedValue normalised, TracedValue parameter) {}

    private static Optional<Parts> parts(Operation operation, TraceView trace) {
        TracedValue left = operation.array(0);
        TracedValue right = operation.array(1);
        if (trace.isConstant(left) == trace.isConstant(right)) {
            return Optional.empty();
        }
        return Optional.of(trace.isConstant(right) ? new Parts(left, right) : new Parts(right, left));
    }

    /** One number for each channel, and for nothing else. */
    private static boolean isPerChannel(TracedValue parameter, TracedValue value, Found found) {
        int rank = value.shape().dimension();
        int missing = rank - parameter.shape().dimension();
        long channels = found.source().shape().get(1);
        if (missing < 0 || missing > 1 || parameter.dataType() != DataType.FLOAT32) {
            return false;
        }
        for (int axis = missing; axis < rank; axis++) {
            if (parameter.shape().get(axis - missing) != (axis == 1 ? channels : 1)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Found> unreshaped(TracedValue value, TraceView trace) {
        return Standardisation.of(value, trace).flatMap(found -> found(found.of(), found, trace));
    }

    private static Optional<Found> reshapedBack(TracedValue value, TraceView trace) {
        return trace.producer(value, "reshape")
                .flatMap(back -> withChannelsBefore(back.receiver(), value, trace)
                        .or(() -> withoutChannels(back.receiver(), value, trace))
                        .map(found -> found.within(back)));
    }

    /** Of groups, in whatever shape. */
    private static Optional<Found> withoutChannels(TracedValue value, TracedValue result, TraceView trace) {
        return Standardisation.of(value, trace)
                .flatMap(found -> trace.producer(found.of(), "reshape")
                        .filter(reshape -> trace.sameShape(reshape.receiver(), result))
                        .flatMap(reshape ->
                                found(reshape.receiver(), found, trace).map(whole -> whole.within(reshape))));
    }

    /** With factors and terms already, which is possible where only height and width were put together. */
    private static Optional<Found> withChannelsBefore(TracedValue value, TracedValue result, TraceView trace) {
        return affine(value, trace)
                .filter(found -> found.groups() == result.shape().get(1))
                .flatMap(found -> trace.producer(found.source(), "reshape")
                        .filter(reshape -> trace.sameShape(reshape.receiver(), result))
                        .filter(_ ->
                                trace.sameSize(found.source(), result, 0) && trace.sameSize(found.source(), result, 1))
                        .map(reshape -> found.from(reshape)));
    }

    private static Optional<Found> found(TracedValue source, Standardisation of, TraceView trace) {
        return groups(source, of, trace)
                .map(groups ->
                        new Found(source, groups, of.epsilon(), Optional.empty(), Optional.empty(), of.operations()));
    }

    /** Into how many groups the statistics divide the channels of each of {@code source}'s pictures, if they do. */
    private static Optional<Long> groups(TracedValue source, Standardisation of, TraceView trace) {
        if (source.shape().dimension() < 3 || trace.traces().shape(source)[1] == TracePair.DYNAMIC) {
            return Optional.empty();
        }
        long first = of.statistics(of.of()) / source.shape().get(0);
        TracedValue second = trace.traces().counterpart(source);
        long other = of.statistics(trace.traces().counterpart(of.of()))
                / second.shape().get(0);
        boolean whole = first * source.shape().get(0) == of.statistics(of.of()) && first == other;
        long channels = source.shape().get(1);
        boolean sameElements = source.shape().size() == of.of().shape().size();
        return whole && sameElements && first > 0 && channels % first == 0 ? Optional.of(first) : Optional.empty();
    }

    private static void write(Found found, TracedValue result, TraceView trace, OnnxGraph graph) {
        long channels = found.source().shape().get(1);
        String scale = found.scale()
                .map(value -> ChannelVector.name(value, trace, graph))
                .orElseGet(() -> filled("ones", channels, 1, result, graph));
        String bias = found.bias()
                .map(value -> ChannelVector.name(value, trace, graph))
                .orElseGet(() -> filled("zeros", channels, 0, result, graph));
        List<String> inputs = List.of(graph.name(found.source()), scale, bias);
        var epsilon = Attributes.real("epsilon", (float) found.epsilon());
        graph.name(
                result,
                found.groups() == channels
                        ? graph.node("InstanceNormalization", result, inputs, epsilon)
                        : graph.node(
                                "GroupNormalization",
                                result,
                                inputs,
                                epsilon,
                                Attributes.integer("num_groups", found.groups())));
    }

    private static String filled(String role, long count, float value, TracedValue result, OnnxGraph graph) {
        float[] values = new float[Math.toIntExact(count)];
        Arrays.fill(values, value);
        return graph.initializer(Tensors.reals(role + "_" + result.id(), values, count));
    }
}
