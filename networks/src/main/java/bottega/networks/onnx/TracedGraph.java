package bottega.networks.onnx;

import bottega.networks.onnx.Rewrite.Replacement;
import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Translates a block's two traces: every operation that a wanted value hangs on, and no other. */
final class TracedGraph {
    private final TracePair traces;
    private final Constants constants;
    private final TraceView view;
    private final List<Rewrite> rewrites;
    private final OnnxGraph graph;
    private final Map<Operation, Replacement> replacements = new IdentityHashMap<>();
    private final Set<Operation> translated = new HashSet<>();

    private TracedGraph(TracePair traces, List<TracedValue> wanted, List<Rewrite> rewrites) {
        this.traces = traces;
        this.constants = new Constants(traces);
        this.view = new TraceView(traces, constants, wanted);
        this.rewrites = rewrites;
        this.graph = new OnnxGraph(traces, constants, this::translate);
    }

    /**
     * @param inputNames by index
     * @param outputNames of the file, which nothing inside it may have
     * @param wanted the values of the first trace that are to have names in the graph
     * @param rewrites what to look for, the first that matches counts
     */
    static OnnxGraph of(
            TracePair traces,
            List<String> inputNames,
            List<String> outputNames,
            List<TracedValue> wanted,
            List<Rewrite> rewrites) {
        var traced = new TracedGraph(traces, wanted, rewrites);
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
                open.addAll(reads(operation));
            }
        }
        return needed;
    }

    private Collection<TracedValue> reads(Operation operation) {
        for (Rewrite rewrite : rewrites) {
            var match = rewrite.match(operation, view);
            if (match.isPresent()) {
                replacements.put(operation, match.get());
                return match.get().reads();
            }
        }
        return operation.arrays();
    }

    private void translate(Operation operation) {
        if (!translated.add(operation)) {
            return;
        }
        Replacement replacement = replacements.get(operation);
        if (replacement != null) {
            replacement.writer().accept(graph);
        } else {
            Translators.of(operation).translate(view.call(operation), graph);
        }
    }
}
