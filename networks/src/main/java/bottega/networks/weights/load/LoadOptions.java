package bottega.networks.weights.load;

import java.util.List;

/**
 * What of a file goes into a network.
 *
 * @param head whether the last layer is loaded too; without it the network may have another number of classes than the
 *     file, and its last layer stays as it was initialised
 * @param readOver beginnings of names in the file that the network need not have, such as {@code aux1.} for a
 *     classifier that is used in training only
 */
public record LoadOptions(boolean head, List<String> readOver) {
    private static final List<String> AUXILIARY = List.of("aux1.", "aux2.", "AuxLogits.");

    /** Everything; the auxiliary classifiers of torchvision's GoogLeNet and Inception are read over. */
    public static final LoadOptions ALL = new LoadOptions(true, AUXILIARY);

    public static final LoadOptions WITHOUT_HEAD = new LoadOptions(false, AUXILIARY);

    public LoadOptions {
        readOver = List.copyOf(readOver);
    }

    boolean readsOver(String name) {
        return name.endsWith("num_batches_tracked") || readOver.stream().anyMatch(name::startsWith);
    }
}
