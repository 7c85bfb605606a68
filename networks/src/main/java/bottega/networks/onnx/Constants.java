package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import bottega.networks.trace.Operation;
import bottega.networks.trace.Trace;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a trace computed from constants and parameters alone. The engine has done that computation already, so the result
 * becomes an initialiser; but a parameter that is only given another shape or type stays, under its name.
 */
final class Constants {
    /** Operations that move elements without computing: nothing is gained by doing them beforehand. */
    private static final Set<String> MOVES = Set.of(
            "reshape",
            "flatten",
            "squeeze",
            "expandDims",
            "transpose",
            "swapAxes",
            "toType",
            "toDevice",
            "duplicate",
            "stopGradient",
            "broadcast");

    private static final long SMALL = 64 * 1024;

    private final TracePair traces;
    private final BitSet constant;
    private final BitSet fromParameters = new BitSet();
    private final BitSet computed = new BitSet();
    private final Map<Integer, Long> leafBytes = new HashMap<>();
    private final BitSet overwritten = new BitSet();

    Constants(TracePair traces) {
        this.traces = traces;
        Trace trace = traces.first();
        this.constant = independentOfInputs(trace);
        Map<NDArray, Integer> latest = new IdentityHashMap<>();
        for (TracedValue value : trace.values()) {
            if (!constant.get(value.id())) {
                continue;
            }
            Integer before = latest.put(value.array(), value.id());
            if (before != null && value.origin() instanceof Origin.Result) {
                overwritten.set(before);
            }
            describe(value);
        }
    }

    /** Ids of the values that no input takes part in. */
    static BitSet independentOfInputs(Trace trace) {
        var independent = new BitSet();
        for (TracedValue value : trace.values()) {
            boolean is =
                    switch (value.origin()) {
                        case Origin.Input _ -> false;
                        case Origin.Parameter _, Origin.Constant _ -> true;
                        case Origin.Result(Operation operation, int _) ->
                            operation.arrays().stream().allMatch(argument -> independent.get(argument.id()));
                    };
            independent.set(value.id(), is);
        }
        return independent;
    }

    private void describe(TracedValue value) {
        switch (value.origin()) {
            case Origin.Input _ -> throw new IllegalStateException(value + " is no constant");
            case Origin.Parameter _ -> {
                fromParameters.set(value.id());
                leafBytes.put(value.id(), bytes(value));
            }
            case Origin.Constant _ -> leafBytes.put(value.id(), bytes(value));
            case Origin.Result(Operation operation, int _) -> {
                computed.set(value.id(), !MOVES.contains(operation.name()));
                long sum = 0;
                for (TracedValue argument : operation.arrays()) {
                    fromParameters.set(value.id(), fromParameters.get(value.id()) || fromParameters.get(argument.id()));
                    computed.set(value.id(), computed.get(value.id()) || computed.get(argument.id()));
                    sum += leafBytes.get(argument.id());
                }
                leafBytes.put(value.id(), sum);
            }
        }
    }

    private static long bytes(TracedValue value) {
        return value.shape().size() * value.dataType().getNumOfBytes();
    }

    boolean isConstant(TracedValue value) {
        return constant.get(value.id());
    }

    /** Whether {@code value} is to be an initialiser with the elements that the trace computed. */
    boolean folds(TracedValue value) {
        int id = value.id();
        return constant.get(id)
                && value.origin() instanceof Origin.Result
                && !overwritten.get(id)
                && (!fromParameters.get(id) || computed.get(id))
                && bytes(value) <= Math.max(SMALL, leafBytes.get(id))
                && traces.isSame(value);
    }
}
