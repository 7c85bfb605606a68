package bottega.networks.weights;

import java.lang.foreign.MemorySegment;

/** A checkpoint's pickle and storages, however they are packed. */
sealed interface TorchContainer permits TorchZip, TorchLegacy {
    /** What {@code torch.save} was given: plain values and {@link TorchTensor}s. */
    Object pickled();

    /** Of the storages' elements. */
    boolean isBigEndian();

    /** How many bytes a storage has; -1 where there is none of that key. */
    long storageBytes(String key);

    MemorySegment storage(String key);
}
