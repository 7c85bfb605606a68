package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import bottega.networks.trace.TracedValue.Origin;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * What happens when a block calls a method of an array: metadata passes through, a method that DJL itself composes from
 * others is taken apart, reading a value is refused, and everything else is done by the engine and written down.
 */
final class RecordingHandler implements InvocationHandler {
    /** Default methods that stand for one operation; all other default methods are taken apart by running them. */
    private static final Set<String> RECORDED_DEFAULTS = Set.of("get");

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
            "real");

    private static final Set<String> IN_PLACE =
            Set.of("addi", "subi", "muli", "divi", "modi", "powi", "signi", "negi", "rdivi", "rsubi", "rmodi", "rpowi");

    private static final Set<String> WRITES = Set.of("set", "setScalar", "copyTo", "intern", "put");

    /** Methods that read values, besides all that turn an array into Java arrays, buffers and numbers. */
    private static final Set<String> READS = Set.of(
            "encode",
            "contentEquals",
            "allClose",
            "getScalar",
            "nonzero",
            "getGradient",
            "isNaN",
            "booleanMask",
            "toString",
            "toDebugString");

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
        String name = method.getName();
        if (method.getDeclaringClass() == RecordedArray.class) {
            return this;
        }
        if (method.getDeclaringClass() == Object.class) {
            return switch (name) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> value.toString();
            };
        }
        if (name.equals("getNDArrayInternal")) {
            var self = (NDArray) proxy;
            return Recorder.proxy(NDArrayEx.class, (InvocationHandler)
                    (extended, m, a) -> m.getName().equals("getArray")
                            ? self
                            : invokeArray(self, extended, m, a == null ? new Object[0] : a, extendedOf()));
        }
        return invokeArray((NDArray) proxy, proxy, method, arguments, value.array());
    }

    private NDArrayEx extendedOf() {
        return value.array().getNDArrayInternal();
    }

    private Object invokeArray(NDArray self, Object proxy, Method method, Object[] arguments, Object target)
            throws Throwable {
        String name = method.getName();
        if (reads(method)) {
            throw new TraceException(name + " reads values of an array during the trace, at " + Recorder.callSite()
                    + ": what it decides would be frozen into the model; compute with array operations instead");
        }
        boolean givesArrays =
                NDArray.class.isAssignableFrom(method.getReturnType()) || method.getReturnType() == NDList.class;
        if (WRITES.contains(name)) {
            throw new TraceException(name + " writes into an array, at " + Recorder.callSite()
                    + ": use operations that return new arrays");
        }
        if (!givesArrays) {
            Object result = call(method, target, Recorder.unwrapAll(arguments));
            return result instanceof NDManager manager ? RecordingManager.wrap(recorder, manager) : result;
        }
        if (method.isDefault() && !isRecordedDefault(method)) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        checkEvaluation(name, arguments);
        if (IN_PLACE.contains(name)) {
            storage.checkWritable(name);
            Operation operation = recorder.operation(name.substring(0, name.length() - 1), self, arguments);
            NDArray written = (NDArray) call(method, target, Recorder.unwrapAll(arguments));
            value = recorder.newValue(new Origin.Result(operation, 0), written);
            return self;
        }
        Object result = call(method, target, Recorder.unwrapAll(arguments));
        return recorder.record(
                name, self, arguments, result, VIEWS.contains(name) ? storage.share() : new Storage(false));
    }

    /** {@code get(NDManager, NDIndex)} is where all indexing arrives. */
    private static boolean isRecordedDefault(Method method) {
        return RECORDED_DEFAULTS.contains(method.getName())
                && method.getParameterCount() == 2
                && method.getParameterTypes()[1].getSimpleName().equals("NDIndex");
    }

    private static boolean reads(Method method) {
        String name = method.getName();
        if (READS.contains(name)) {
            return true;
        }
        Class<?> type = method.getReturnType();
        boolean asJava = name.startsWith("to") && (type.isArray() || type == ByteBuffer.class);
        boolean asNumber = name.startsWith("get") && type.isPrimitive() && method.getParameterCount() > 0;
        return asJava || asNumber;
    }

    private static void checkEvaluation(String name, Object[] arguments) {
        boolean training =
                switch (name) {
                    case "dropout" -> (boolean) arguments[2];
                    case "batchNorm" -> (boolean) arguments[arguments.length - 1];
                    default -> false;
                };
        if (training) {
            throw new TraceException(name + " ran in training mode, at " + Recorder.callSite()
                    + ": a trace runs in evaluation mode, pass the block's 'training' argument on");
        }
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
