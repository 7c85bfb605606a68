package bottega.training.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import bottega.networks.layer.ParameterNames;
import bottega.networks.weights.SafeTensors;
import bottega.training.optimisation.SavedArrays;

/** Parameters into a network that is there already. */
final class Checkpoint {
    private Checkpoint() {}

    static void load(SafeTensors saved, Block network, NDManager manager) {
        ParameterNames.of(network)
                .forEach((name, parameter) -> SavedArrays.copy(saved, name, parameter.getArray(), manager));
    }
}
