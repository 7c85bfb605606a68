package bottega.networks.onnx;

import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds places of a trace where several operations together are something that has a node of its own. */
@FunctionalInterface
interface Rewrite {
    /** @param last the operation that gives what the whole pattern gives */
    Optional<Replacement> match(Operation last, TraceView trace);

    /**
     * What is written in the place of a pattern.
     *
     * @param reads the values that the pattern hangs on
     * @param writer writes the nodes and names the result of the pattern's last operation
     */
    record Replacement(List<TracedValue> reads, Consumer<OnnxGraph> writer) {}
}
