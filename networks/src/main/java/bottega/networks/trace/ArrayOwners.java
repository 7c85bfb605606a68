package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import bottega.networks.trace.TracedValue.Origin;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * How many values each array stands for. A conversion to the type that an array has gives the same array again, so an array may be closed only after the last of its values, and never when it is the block's own.
 */
final class ArrayOwners {
    private final Map<NDArray, Integer> values = new IdentityHashMap<>();

    /** @return whether the array was not known yet */
    boolean add(TracedValue value) {
        // An array that came from outside keeps one more owner than there will be results.
        int count = value.origin() instanceof Origin.Result ? 1 : 2;
        return values.merge(value.array(), count, Integer::sum) == count;
    }

    void release(TracedValue value) {
        NDArray array = value.array();
        value.release();
        if (values.merge(array, -1, Integer::sum) == 0) {
            values.remove(array);
            array.close();
        }
    }
}
