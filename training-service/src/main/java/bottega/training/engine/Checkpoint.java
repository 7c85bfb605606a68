package bottega.training.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import bottega.networks.weights.SafeTensors;
import bottega.training.optimisation.SavedArrays;

/** Parameters into a network that is there already. */
final class Checkpoint {
    private Checkpoint() {}

    static void load(SafeTensors saved, Block network, NDManager manager) {
        network.getParameters()
                .forEach(entry ->
                        SavedArrays.copy(saved, entry.getKey(), entry.getValue().getArray(), manager));
    }
}
