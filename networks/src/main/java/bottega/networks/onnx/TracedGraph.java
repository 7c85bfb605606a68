package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import bottega.networks.trace.Tracer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A block's two traces, translated: the graph has every operation, and no outputs yet. */
record TracedGraph(TracePair traces, OnnxGraph graph) {
    /**
     * @param inputNames by index
     * @param first the block's inputs at one batch size (their first dimension)
     * @param second at another
     */
    static TracedGraph of(Block block, List<String> inputNames, List<NDArray> first, List<NDArray> second) {
        var traces = new TracePair(
                Tracer.trace(block, first),
                Tracer.trace(block, second),
                first.getFirst().getShape().get(0),
                second.getFirst().getShape().get(0));
        var graph = new OnnxGraph(traces);
        for (int i = 0; i < inputNames.size(); i++) {
            graph.input(inputNames.get(i), traces.first().inputs().get(i));
        }
        var results = resultsByOperation(traces.first().values());
        List<Operation> operations = traces.first().operations();
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            Translators.of(operation)
                    .translate(new TracedCall(operation, traces.counterpart(i), results.get(operation)), graph);
        }
        return new TracedGraph(traces, graph);
    }

    private static Map<Operation, List<TracedValue>> resultsByOperation(List<TracedValue> values) {
        var results = new HashMap<Operation, List<TracedValue>>();
        for (TracedValue value : values) {
            if (value.origin() instanceof Origin.Result(Operation operation, int _)) {
                results.computeIfAbsent(operation, _ -> new ArrayList<>()).add(value);
            }
        }
        return results;
    }
}
