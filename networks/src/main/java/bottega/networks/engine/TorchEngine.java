package bottega.networks.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

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

    /** A new top-level manager on the default device; the caller closes it. */
    public static NDManager newManager() {
        return get().newBaseManager();
    }
}
