package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.nn.Block;
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
    private final BlockPath path;
    private final NDManager manager;
    private final ArrayOwners owners = new ArrayOwners();
    private final Retention retention;
    private String lastParameter;

    /**
     * @param root the block that is traced
     * @param manager on which all arrays of the trace hang
     */
    Recorder(Block root, NDManager manager, Retention retention) {
        this.path = new BlockPath(root);
        this.manager = manager;
        this.retention = retention;
    }

    NDManager manager() {
        return RecordingManager.wrap(this, manager);
    }

    List<TracedValue> values() {
        return values;
    }

    List<Operation> operations() {
        return operations;
    }

    NDArray input(int index, NDArray array) {
        return wrap(newValue(new Origin.Input(index), array), new Storage(this, true));
    }

    NDArray parameter(String name, NDArray array) {
        return wrap(newValue(new Origin.Parameter(name), array), new Storage(this, true));
    }

    /** An array that did not come from the block's inputs: part of the model, if both traces agree on its content. */
    NDArray constant(NDArray array) {
        return wrap(constantValue(array), new Storage(this, false));
    }

    NDList constants(NDList arrays) {
        return new NDList(arrays.stream().map(this::constant).toList());
    }

    TracedValue valueOf(NDArray array) {
        return array instanceof RecordedArray recorded ? recorded.recording().value() : constantValue(array);
    }

    private TracedValue constantValue(NDArray array) {
        return constants.computeIfAbsent(array, a -> {
            // As it is now, and as long as the trace: the block may go on writing into it, or close it.
            NDArray copy = a.duplicate();
            copy.attach(manager);
            return newValue(new Origin.Constant(), copy);
        });
    }

    TracedValue newValue(Origin origin, NDArray array) {
        NDScope.unregister(array);
        var value = new TracedValue(values.size(), origin, array);
        values.add(value);
        if (owners.add(value) && origin instanceof Origin.Result) {
            // The engine hangs a result on the manager of its first argument, which may be the block's own.
            array.attach(manager);
        }
        return value;
    }

    /** Writes an operation down and returns its results as recorded arrays. */
    Object record(String name, NDArray receiver, Object[] arguments, Object result, Storage storage) {
        var operation = operation(name, receiver, arguments);
        Object recorded =
                switch (result) {
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
                                name + " gave a " + result.getClass().getSimpleName() + ", called at " + place());
                };
        releaseDone();
        return recorded;
    }

    /** Lets go of what the operation before had the last use for, now that its results are known. */
    void releaseDone() {
        for (int id : retention.doneAfter(operations.size() - 1)) {
            if (id < values.size() && !values.get(id).isReleased()) {
                owners.release(values.get(id));
            }
        }
    }

    Operation operation(String name, NDArray receiver, Object[] arguments) {
        var recorded = new ArrayList<Object>();
        recorded.add(valueOf(receiver));
        for (Object argument : arguments) {
            switch (argument) {
                case NDArray array -> recorded.add(valueOf(array));
                case List<?> list ->
                    recorded.add(list.stream()
                            .map(element -> valueOf((NDArray) element))
                            .toList());
                case NDManager _ -> {
                    // Where an array lives is no part of the computation.
                }
                case null, default -> recorded.add(argument);
            }
        }
        var operation = new Operation(name, recorded, place());
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

    static Object unwrap(Object argument) {
        return switch (argument) {
            case RecordedArray array -> array.recording().value().array();
            case NDList list ->
                new NDList(list.stream().map(a -> (NDArray) unwrap(a)).toList());
            case NDArray[] arrays -> Stream.of(arrays).map(Recorder::unwrap).toArray(NDArray[]::new);
            case NDManager manager -> RecordingManager.unwrap(manager);
            case NDArrayEx extended -> unwrap(extended.getArray());
            case NDIndex index -> Index.unwrap(index);
            case null -> null;
            default -> argument;
        };
    }

    void handedOut(String parameter) {
        lastParameter = parameter;
    }

    /** The block at work, and where its code made the call. */
    String place() {
        return callSite() + ", in block " + path.current()
                + (lastParameter == null ? "" : ", after it took parameter '" + lastParameter + "'");
    }

    /** Where the block's code made the call, innermost first, without the tracer's own frames. */
    private static String callSite() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(Recorder::isCaller)
                        .limit(CALLERS_KEPT)
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                        .collect(Collectors.joining(" < ")));
    }

    /** By name, as tests of this package are callers too. */
    private static boolean isTracing(String name) {
        return name.startsWith(Recorder.class.getName())
                || name.startsWith(RecordingHandler.class.getName())
                || name.startsWith(RecordingManager.class.getName())
                || name.startsWith(RecordingParameterStore.class.getName())
                || name.startsWith(Storage.class.getName())
                || name.startsWith(Tracer.class.getName());
    }

    private static boolean isCaller(StackFrame frame) {
        String name = frame.getClassName();
        return !isTracing(name)
                && !name.startsWith("java.")
                && !name.startsWith("jdk.")
                && !name.startsWith("ai.djl.ndarray.")
                && !name.contains(".$Proxy")
                && !name.startsWith("ai.djl.nn.Abstract");
    }
}
