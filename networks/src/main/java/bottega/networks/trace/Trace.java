package bottega.networks.trace;

import java.util.List;
import java.util.SequencedMap;

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
        SequencedMap<String, TracedValue> taps) {}
