package bottega.networks.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** The one PyTorch engine of the process. Always come in through here: DJL reports home and downloads otherwise. */
public final class TorchEngine {
    static {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        ThreadPoolSettings.waitWithoutSpinning();
    }

    private TorchEngine() {}

    public static Engine get() {
        return Engine.getEngine("PyTorch");
    }

    /**
     * Ends on the calling thread what PyTorch begins each with: keeping every activation for a gradient that nobody asks
     * for. A gradient collector switches it on again while it is open, so never call this then.
     */
    public static void keepNoHistory() {
        get();
        JniUtils.setGradMode(false);
    }

    /** A new top-level manager on the default device; the caller closes it. */
    public static NDManager newManager() {
        return get().newBaseManager();
    }
}
