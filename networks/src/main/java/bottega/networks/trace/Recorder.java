package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import bottega.networks.trace.TracedValue.Origin;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The record being written: values and operations, and the wrapping and unwrapping of arrays on their way. */
final class Recorder {
    private static final int CALLERS_KEPT = 6;

    private final List<TracedValue> values = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Map<NDArray, TracedValue> constants = new IdentityHashMap<>();

    List<TracedValue> values() {
        return values;
    }

    List<Operation> operations() {
        return operations;
    }

    NDArray input(int index, NDArray array) {
        return wrap(newValue(new Origin.Input(index), array), new Storage(true));
    }

    NDArray parameter(String name, NDArray array) {
        return wrap(newValue(new Origin.Parameter(name), array), new Storage(true));
    }

    /** An array that did not come from the block's inputs: part of the model, if both traces agree on its content. */
    NDArray constant(NDArray array) {
        return wrap(constantValue(array), new Storage(false));
    }

    TracedValue valueOf(NDArray array) {
        return array instanceof RecordedArray recorded ? recorded.recording().value() : constantValue(array);
    }

    private TracedValue constantValue(NDArray array) {
        return constants.computeIfAbsent(array, a -> newValue(new Origin.Constant(), a.duplicate()));
    }

    TracedValue newValue(Origin origin, NDArray array) {
        var value = new TracedValue(values.size(), origin, array);
        values.add(value);
        return value;
    }

    /** Writes an operation down and returns its results as recorded arrays. */
    Object record(String name, NDArray receiver, Object[] arguments, Object result, Storage storage) {
        var operation = operation(name, receiver, arguments);
        return switch (result) {
            case NDArray array -> wrap(newValue(new Origin.Result(operation, 0), array), storage);
            case NDList list -> {
                var wrapped = new NDList(list.size());
                for (int i = 0; i < list.size(); i++) {
                    wrapped.add(wrap(newValue(new Origin.Result(operation, i), list.get(i)), storage));
                }
                yield wrapped;
            }
            default ->
                throw new TraceException(
                        name + " gave a " + result.getClass().getSimpleName() + ", called at " + callSite());
        };
    }

    Operation operation(String name, NDArray receiver, Object[] arguments) {
        var recorded = new ArrayList<Object>();
        recorded.add(valueOf(receiver));
        for (Object argument : arguments) {
            switch (argument) {
                case NDArray array -> recorded.add(valueOf(array));
                case NDList list ->
                    recorded.add(list.stream().map(this::valueOf).toList());
                case NDManager _ -> {
                    // Where an array lives is no part of the computation.
                }
                case null, default -> recorded.add(argument);
            }
        }
        var operation = new Operation(name, recorded, callSite());
        operations.add(operation);
        return operation;
    }

    private NDArray wrap(TracedValue value, Storage storage) {
        return proxy(RecordedArray.class, new RecordingHandler(this, value, storage));
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The arguments as the engine wants them: real arrays and managers in the place of recording ones. */
    static Object[] unwrapAll(Object[] arguments) {
        return Arrays.stream(arguments).map(Recorder::unwrap).toArray();
    }

    private static Object unwrap(Object argument) {
        return switch (argument) {
            case RecordedArray array -> array.recording().value().array();
            case NDList list ->
                new NDList(list.stream().map(a -> (NDArray) unwrap(a)).toList());
            case NDArray[] arrays -> Stream.of(arrays).map(Recorder::unwrap).toArray(NDArray[]::new);
            case NDManager manager -> RecordingManager.unwrap(manager);
            case NDArrayEx extended -> unwrap(extended.getArray());
            case null -> null;
            default -> argument;
        };
    }

    /** Where the block's code made the call, innermost first, without the tracer's own frames. */
    static String callSite() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(Recorder::isCaller)
                        .limit(CALLERS_KEPT)
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                        .collect(Collectors.joining(" < ")));
    }

    private static boolean isCaller(StackFrame frame) {
        String name = frame.getClassName();
        return !name.startsWith(Recorder.class.getPackageName() + ".")
                && !name.startsWith("java.")
                && !name.startsWith("jdk.")
                && !name.startsWith("ai.djl.ndarray.")
                && !name.contains(".$Proxy")
                && !name.startsWith("ai.djl.nn.Abstract");
    }
}
