package bottega.networks.trace;

import bottega.networks.trace.TracedValue.Origin;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * One recorded forward pass.
 *
 * @param values every array, in the order in which it appeared; a value's id is its index
 * @param operations every call, in the order of execution
 * @param inputs what was handed to the block
 * @param outputs what the block returned
 * @param taps what passed through the block's taps, by name
 */
public record Trace(
        List<TracedValue> values,
        List<Operation> operations,
        List<TracedValue> inputs,
        List<TracedValue> outputs,
        SequencedMap<String, TracedValue> taps) {

    /** Closes the arrays of all results but those {@code kept}; shapes and types stay known. */
    public void releaseResults(Predicate<TracedValue> kept) {
        var owners = new ArrayOwners();
        values.stream().filter(value -> !value.isReleased()).forEach(owners::add);
        for (TracedValue value : values) {
            if (value.origin() instanceof Origin.Result && !value.isReleased() && !kept.test(value)) {
                owners.release(value);
            }
        }
    }
}
