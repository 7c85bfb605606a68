package bottega.training.optimisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
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
            write(source, target);
        }
    }

    /**
     * DJL's copyTo would make the target a view of Java's memory, aligned to 16 bytes where the engine's own is to 64: its
     * kernels add in another order there, and a run would not end at the same weights.
     */
    private static void write(NDArray source, NDArray target) {
        long size = target.size();
        var flat = new Shape(size);
        try (NDArray values = source.reshape(flat);
                NDArray elements = target.reshape(flat)) {
            elements.set(new NDIndex().addSliceDim(0, size), values);
        }
    }
}
