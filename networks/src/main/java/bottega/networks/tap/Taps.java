package bottega.networks.tap;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Collects what passes through the {@link Tap}s of a network while it runs. */
public final class Taps {
    private static final ScopedValue<Map<String, NDArray>> CURRENT = ScopedValue.newInstance();

    private Taps() {}

    /**
     * Runs {@code forward} on the calling thread and returns the activations by the names of their taps, in the order
     * of the computation. The arrays live as long as their managers.
     *
     * @throws IllegalStateException when two taps of the network have the same name
     */
    public static SequencedMap<String, NDArray> collect(Runnable forward) {
        var collected = new LinkedHashMap<String, NDArray>();
        ScopedValue.where(CURRENT, collected).run(forward);
        return collected;
    }

    static void record(String name, NDArray activation) {
        if (CURRENT.isBound() && CURRENT.get().put(name, activation) != null) {
            throw new IllegalStateException("two taps are named '" + name + "': names must be unique in a network");
        }
    }
}
