package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.NativeHeap;
import bottega.networks.trace.Trace;
import bottega.networks.trace.TraceException;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.Tracer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A block's runs at three sizes of its inputs: from the first two the graph is derived, the third only shows whether that
 * was right. No run keeps more arrays than it must.
 *
 * @param inputs of each run
 * @param traces of each run; of the results, only those that were wanted and those that no input takes part in have arrays
 * @param plain what the block returns at the first size when nothing records it: against this the recording itself is
 *     held
 */
record TracedRuns(List<FreeAxis> axes, List<List<NDArray>> inputs, List<Trace> traces, List<NDArray> plain) {
    private static final int RUNS = 3;

    /**
     * @param inputs of each of the three runs, on a manager of their own: everything computed hangs on it
     * @param wanted finds the values that are to be compared, in each trace
     */
    static TracedRuns of(
            Block block, List<FreeAxis> axes, List<List<NDArray>> inputs, Function<Trace, List<TracedValue>> wanted) {
        Trace first = trace(axes, 0, () -> Tracer.trace(block, inputs.getFirst()));
        BitSet independent = Constants.independentOfInputs(first);
        var kept = new HashSet<>(wanted.apply(first));
        first.releaseResults(value -> kept.contains(value) || independent.get(value.id()));
        List<NDArray> plain = run(block, inputs.getFirst());
        var traces = new ArrayList<>(List.of(first));
        for (int i = 1; i < RUNS; i++) {
            int run = i;
            Trace next = trace(
                    axes,
                    run,
                    () -> Tracer.traceAgain(
                            block,
                            inputs.get(run),
                            first,
                            value -> kept.contains(value) || run == 1 && independent.get(value.id())));
            TracePair.checkSameOperations(first, next);
            traces.add(next);
        }
        NativeHeap.giveBack();
        return new TracedRuns(axes, inputs, traces, plain);
    }

    private static Trace trace(List<FreeAxis> axes, int run, Supplier<Trace> tracer) {
        try {
            return tracer.get();
        } catch (TraceException e) {
            if (e.getCause() == null || axes.size() == 1) {
                throw e;
            }
            var sizes = new ArrayList<String>();
            axes.forEach(axis -> sizes.add(axis.name() + " = " + axis.size(run)));
            throw new ExportException(
                    "the block does not run at " + String.join(", ", sizes)
                            + ", so these cannot stay free: fix them, or use layers that take any size only"
                            + " (convolutions and pooling; global pooling before a linear layer). " + e.getMessage(),
                    e);
        }
    }

    TracePair pair() {
        return new TracePair(traces.get(0), traces.get(1), axes);
    }

    Trace first() {
        return traces.getFirst();
    }

    /** A plain forward pass, nothing recorded; the outputs hang on the inputs' manager, the layers between on none. */
    static List<NDArray> run(Block block, List<NDArray> inputs) {
        var manager = inputs.getFirst().getManager();
        try (var passing = manager.newSubManager()) {
            var given = new NDList();
            inputs.forEach(input -> {
                NDArray copy = input.duplicate();
                copy.attach(passing);
                given.add(copy);
            });
            NDList outputs = block.forward(new ParameterStore(passing, false), given, false);
            var kept = new ArrayList<NDArray>();
            outputs.forEach(output -> {
                NDArray copy = output.duplicate();
                copy.attach(manager);
                kept.add(copy);
            });
            return kept;
        }
    }
}
