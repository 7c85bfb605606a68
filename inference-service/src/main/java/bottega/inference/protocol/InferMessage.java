package bottega.inference.protocol;

import java.util.List;

/**
 * A request to infer, all but its data.
 *
 * @param id null when there is none
 * @param outputs names of the wanted ones, empty for all
 */
record InferMessage(String id, List<InferInput> inputs, List<String> outputs) {}
