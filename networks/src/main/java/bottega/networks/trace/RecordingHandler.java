package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.internal.NDArrayEx;
import bottega.networks.trace.TracedValue.Origin;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

/** What happens when a block calls a method of an array, by the method's {@link MethodKind}. */
final class RecordingHandler implements InvocationHandler {
    /** Methods whose result may share memory with the array they are called on. */
    private static final Set<String> VIEWS = Set.of(
            "reshape",
            "squeeze",
            "expandDims",
            "transpose",
            "swapAxes",
            "flatten",
            "get",
            "split",
            "broadcast",
            "toType",
            "toDevice",
            "dropout",
            "stopGradient",
            "diagonal",
            "cumSum",
            "real",
            "complex",
            "conj");

    private final Recorder recorder;
    private final Storage storage;
    private TracedValue value;

    RecordingHandler(Recorder recorder, TracedValue value, Storage storage) {
        this.recorder = recorder;
        this.value = value;
        this.storage = storage;
    }

    TracedValue value() {
        return value;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        var self = (NDArray) proxy;
        if (method.getDeclaringClass() == RecordedArray.class) {
            return this;
        }
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> value.toString();
            };
        }
        return switch (method.getName()) {
            case "getNDArrayInternal" -> extended(self);
            case "getResourceNDArrays" -> List.of(self);
            case "getShape" -> value.shape();
            case "getDataType" -> value.dataType();
            case "getManager" -> recorder.manager();
            case "getDevice" -> recorder.manager().getDevice();
            default -> invoke(self, proxy, method, arguments, value.arrayClass());
        };
    }

    private NDArrayEx extended(NDArray self) {
        return Recorder.proxy(NDArrayEx.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getArray" -> self;
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> value.toString();
            default ->
                invoke(self, proxy, method, arguments == null ? new Object[0] : arguments, value.extendedClass());
        });
    }

    /** The engine's array, or its other interface; the trace may have let go of it where it only is to be closed. */
    private Object target(Object proxy) {
        return proxy instanceof NDArrayEx ? value.array().getNDArrayInternal() : value.array();
    }

    private Object invoke(NDArray self, Object proxy, Method method, Object[] arguments, Class<?> engine)
            throws Throwable {
        String name = method.getName();
        return switch (MethodKind.of(method, engine)) {
            case METADATA -> {
                Object result = call(method, target(proxy), Recorder.unwrapAll(arguments));
                yield result instanceof NDManager manager ? RecordingManager.wrap(recorder, manager) : result;
            }
            case BOOKKEEPING -> null;
            case READS ->
                throw isConversion()
                        ? foreignReceiver()
                        : refused(
                                name,
                                "reads values of an array during the trace",
                                "what it decides would be frozen into the model; compute with array operations instead");
            case SHAPE_FROM_VALUES -> throw shapeFromValues(name);
            case WRITES ->
                throw refused(name, "writes into an array, or trains", "use operations that return new arrays");
            case ESCAPES ->
                throw refused(name, "gives what a trace cannot follow", "use array operations, zerosLike for like");
            case TAKEN_APART -> InvocationHandler.invokeDefault(proxy, method, arguments);
            case FROM_SHAPE -> constants(method, arguments);
            case IN_PLACE -> writeInPlace(self, method, arguments, target(proxy));
            case OPERATION -> record(self, method, arguments, target(proxy));
        };
    }

    /** From an array of the same shape, as the trace may have let go of this one. */
    private Object constants(Method method, Object[] arguments) throws Throwable {
        try (NDArray shaped = RecordingManager.unwrap(recorder.manager()).zeros(value.shape(), value.dataType())) {
            return recorder.constants(
                    (NDList) call(method, shaped.getNDArrayInternal(), Recorder.unwrapAll(arguments)));
        }
    }

    private Object record(NDArray self, Method method, Object[] arguments, Object target) throws Throwable {
        String name = method.getName();
        checkEvaluation(name, arguments);
        Object[] recorded = recorded(name, arguments);
        Object result = call(method, target, Recorder.unwrapAll(arguments));
        return recorder.record(
                name, self, recorded, result, VIEWS.contains(name) ? storage.share() : new Storage(recorder, false));
    }

    /** Indices as what they select, and their arrays behind them. */
    private Object[] recorded(String name, Object[] arguments) {
        if (!name.equals("get")) {
            return arguments;
        }
        var shape = value.shape();
        return switch (arguments[1]) {
            case NDIndex index when Index.hasBooleans(index) -> throw shapeFromValues(name);
            case NDIndex index -> new Object[] {Index.of(index, shape), Index.arrays(index)};
            case long[] places -> new Object[] {Index.of(places, shape), List.of()};
            default -> throw new IllegalStateException("get with " + arguments[1].getClass());
        };
    }

    /** From here on this array is the result; the value that it was stays as it is, constants above all. */
    private Object writeInPlace(NDArray self, Method method, Object[] arguments, Object target) throws Throwable {
        String name = method.getName();
        storage.checkWritable(name);
        Operation operation = recorder.operation(name.substring(0, name.length() - 1), self, arguments);
        NDArray array = value.array().duplicate();
        Object receiver = target instanceof NDArrayEx ? array.getNDArrayInternal() : array;
        NDArray written = (NDArray) call(method, receiver, Recorder.unwrapAll(arguments));
        value = recorder.newValue(new Origin.Result(operation, 0), written);
        recorder.releaseDone();
        return self;
    }

    private void checkEvaluation(String name, Object[] arguments) {
        boolean training =
                switch (name) {
                    case "dropout" -> (boolean) arguments[2];
                    case "batchNorm" -> (boolean) arguments[arguments.length - 1];
                    default -> false;
                };
        if (training) {
            throw refused(
                    name,
                    "ran in training mode",
                    "a trace runs in evaluation mode, pass the block's 'training' argument on");
        }
    }

    private TraceException shapeFromValues(String name) {
        return refused(
                name,
                "gives an array whose shape depends on values",
                "the next input's would have another; mask with where or a product instead");
    }

    /** The engine reads an array that is not its own kind, as a recorded one is not, when it is an argument. */
    private static boolean isConversion() {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(12)
                        .anyMatch(frame -> frame.getClassName().endsWith("NDManager")
                                && frame.getMethodName().equals("from")));
    }

    private TraceException foreignReceiver() {
        return new TraceException("an array that does not come from the block's inputs was called with one that does,"
                + " at " + recorder.place() + ": call the method the other way round, or create the array with the"
                + " manager of an input, x.getManager()");
    }

    private TraceException refused(String name, String why, String remedy) {
        return new TraceException(name + " " + why + ", at " + recorder.place() + ": " + remedy);
    }

    private Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UnsupportedOperationException unsupported) {
                throw new TraceException(
                        "the engine has no " + method.getName() + " for these arguments: " + unsupported.getMessage()
                                + ", at " + recorder.place(),
                        unsupported);
            }
            if (e.getCause() instanceof RuntimeException refused) {
                throw new TraceException(
                        "the engine refuses " + method.getName() + ": " + refused.getMessage() + ", at "
                                + recorder.place(),
                        refused);
            }
            throw e.getCause();
        }
    }
}
