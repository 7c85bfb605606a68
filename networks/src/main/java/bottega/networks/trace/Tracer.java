package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.nn.Block;
import bottega.networks.layer.ParameterNames;
import bottega.networks.tap.Taps;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Runs a block once, in evaluation mode, and returns what it did. */
public final class Tracer {
    private Tracer() {}

    /** The names of all operations that a trace may contain, as this version of DJL has them. */
    public static SortedSet<String> operations() {
        var names = new TreeSet<String>();
        Stream.of(NDArray.class, NDArrayEx.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> MethodKind.of(method) == MethodKind.OPERATION)
                .forEach(method -> names.add(method.getName()));
        return names;
    }

    /**
     * @param block initialised; its parameters are only read
     * @param inputs real arrays of the shapes and types that the block expects; everything computed hangs on their
     *     manager
     * @throws TraceException when the block reads a value, trains, writes through a view, is not initialised, or when
     *     the engine refuses an operation
     */
    public static Trace trace(Block block, List<NDArray> inputs) {
        return trace(block, inputs, Retention.everything());
    }

    /**
     * The same again on other inputs, in less memory: arrays are closed as soon as {@code earlier} had no use for them
     * any more.
     *
     * @param kept what is needed afterwards, of the values of {@code earlier}
     */
    public static Trace traceAgain(Block block, List<NDArray> inputs, Trace earlier, Predicate<TracedValue> kept) {
        return trace(block, inputs, Retention.following(earlier, kept));
    }

    private static Trace trace(Block block, List<NDArray> inputs, Retention retention) {
        if (!block.isInitialized()) {
            throw new TraceException("the block is not initialised: call initialize(...) or load its parameters first");
        }
        NDManager manager = inputs.getFirst().getManager();
        var recorder = new Recorder(block, manager, retention);
        var store = new RecordingParameterStore(recorder, ParameterNames.of(block), manager);
        NDList recorded = new NDList();
        for (int i = 0; i < inputs.size(); i++) {
            recorded.add(recorder.input(i, inputs.get(i)));
        }
        // The block may change the list that it is given.
        var given = new NDList(recorded);
        var outputs = new NDList();
        var tapped = Taps.collect(() -> outputs.addAll(block.forward(store, given, false)));
        var taps = new LinkedHashMap<String, TracedValue>();
        tapped.forEach((name, array) -> taps.put(name, recorder.valueOf(array)));
        return new Trace(
                List.copyOf(recorder.values()),
                List.copyOf(recorder.operations()),
                recorded.stream().map(recorder::valueOf).toList(),
                outputs.stream().map(recorder::valueOf).toList(),
                Collections.unmodifiableSequencedMap(taps));
    }
}
