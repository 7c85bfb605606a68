package bottega.networks.weights.load;

import java.util.List;

/**
 * What became of a file's weights.
 *
 * @param loaded the network's parameters that were set
 * @param left the network's parameters that were left as they were initialised: its head, where that was asked for
 * @param readOver the file's tensors that were not used
 * @param naming how the file names its tensors, in words
 */
public record LoadedWeights(List<String> loaded, List<String> left, List<String> readOver, String naming) {
    public LoadedWeights {
        loaded = List.copyOf(loaded);
        left = List.copyOf(left);
        readOver = List.copyOf(readOver);
    }
}
