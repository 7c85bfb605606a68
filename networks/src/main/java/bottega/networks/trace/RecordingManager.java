package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A manager that a block got from a recorded array: what it creates are constants of the record. Its sub-managers are
 * itself, and closing it does nothing: the trace keeps all arrays until it is done with.
 */
final class RecordingManager implements InvocationHandler {
    private final Recorder recorder;
    private final NDManager manager;

    private RecordingManager(Recorder recorder, NDManager manager) {
        this.recorder = recorder;
        this.manager = manager;
    }

    static NDManager wrap(Recorder recorder, NDManager manager) {
        return Recorder.proxy(NDManager.class, new RecordingManager(recorder, manager));
    }

    static NDManager unwrap(NDManager manager) {
        return Proxy.isProxyClass(manager.getClass())
                        && Proxy.getInvocationHandler(manager) instanceof RecordingManager recording
                ? recording.manager
                : manager;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close", "cap", "attachAll", "tempAttachAll", "attachInternal", "detachInternal" -> null;
            case "newSubManager", "getParentManager" -> proxy;
            case "from", "ret" -> arguments[0];
            case "equals" -> proxy == arguments[0];
            default -> create(method, arguments == null ? new Object[0] : arguments);
        };
    }

    private Object create(Method method, Object[] arguments) throws Throwable {
        Object result;
        try {
            result = method.invoke(manager, Recorder.unwrapAll(arguments));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        return switch (result) {
            case NDArray array -> recorder.constant(array);
            case NDManager other -> wrap(recorder, other);
            case null, default -> result;
        };
    }
}
