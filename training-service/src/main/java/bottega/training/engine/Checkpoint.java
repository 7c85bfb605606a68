package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import bottega.networks.weights.SafeTensors;

/** Parameters into a network that is there already. */
final class Checkpoint {
    private Checkpoint() {}

    /** @throws IllegalStateException when the file's tensor has another shape */
    static void copy(SafeTensors saved, String name, NDArray target, NDManager manager) {
        try (NDArray source = saved.read(name, manager)) {
            if (!source.getShape().equals(target.getShape())) {
                throw new IllegalStateException("'" + name + "': expected shape " + target.getShape()
                        + ", the checkpoint has " + source.getShape());
            }
            source.copyTo(target);
        }
    }

    static void load(SafeTensors saved, Block network, NDManager manager) {
        network.getParameters()
                .forEach(entry -> copy(saved, entry.getKey(), entry.getValue().getArray(), manager));
    }
}
