package bottega.networks.onnx;

import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Translates a block's two traces: every operation that a wanted value hangs on, and no other. */
final class TracedGraph {
    private final TracePair traces;
    private final Constants constants;
    private final OnnxGraph graph;
    private final Map<Operation, Integer> positions = new IdentityHashMap<>();
    private final Map<Operation, List<TracedValue>> results = new IdentityHashMap<>();
    private final Set<Operation> translated = new HashSet<>();

    private TracedGraph(TracePair traces) {
        this.traces = traces;
        this.constants = new Constants(traces);
        this.graph = new OnnxGraph(traces, constants, this::translate);
        List<Operation> operations = traces.first().operations();
        for (int i = 0; i < operations.size(); i++) {
            positions.put(operations.get(i), i);
        }
        for (TracedValue value : traces.first().values()) {
            if (value.origin() instanceof Origin.Result(Operation operation, int _)) {
                results.computeIfAbsent(operation, _ -> new ArrayList<>()).add(value);
            }
        }
    }

    /**
     * @param inputNames by index
     * @param outputNames of the file, which nothing inside it may have
     * @param wanted the values of the first trace that are to have names in the graph
     */
    static OnnxGraph of(TracePair traces, List<String> inputNames, List<String> outputNames, List<TracedValue> wanted) {
        var traced = new TracedGraph(traces);
        for (int i = 0; i < inputNames.size(); i++) {
            traced.graph.input(inputNames.get(i), traces.first().inputs().get(i));
        }
        outputNames.forEach(traced.graph::reserve);
        for (TracedValue value : traces.first().values()) {
            if (value.origin() instanceof Origin.Parameter(String name)) {
                traced.graph.reserve(name);
            }
        }
        traced.translate(wanted);
        return traced.graph;
    }

    private void translate(List<TracedValue> wanted) {
        Set<Operation> needed = needed(wanted);
        traces.first().operations().stream().filter(needed::contains).forEach(this::translate);
    }

    private Set<Operation> needed(List<TracedValue> wanted) {
        var needed = new HashSet<Operation>();
        var open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            TracedValue value = open.pop();
            if (value.origin() instanceof Origin.Result(Operation operation, int _)
                    && !constants.folds(value)
                    && needed.add(operation)) {
                open.addAll(operation.arrays());
            }
        }
        return needed;
    }

    private void translate(Operation operation) {
        if (translated.add(operation)) {
            var call = new TracedCall(operation, traces.counterpart(positions.get(operation)), results.get(operation));
            Translators.of(operation).translate(call, graph);
        }
    }
}
