package bottega.training.optimisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import bottega.networks.weights.SafeTensors;

/** Arrays of a checkpoint into arrays that are there already. */
public final class SavedArrays {
    private SavedArrays() {}

    /** @throws IllegalStateException when the file's tensor has another shape */
    public static void copy(SafeTensors saved, String name, NDArray target, NDManager manager) {
        try (NDArray source = saved.read(name, manager)) {
            if (!source.getShape().equals(target.getShape())) {
                throw new IllegalStateException("'" + name + "': expected shape " + target.getShape()
                        + ", the checkpoint has " + source.getShape());
            }
            source.copyTo(target);
        }
    }
}
