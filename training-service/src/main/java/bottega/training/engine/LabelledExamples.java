package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.common.augmentation.Augmentation;
import java.nio.ByteBuffer;

/**
 * What a run learns from and is measured on: inputs of one shape and type, pictures or anything else, each with its labels.
 * Reached by index, from 0; safe for reading by many threads.
 */
public interface LabelledExamples extends AutoCloseable {
    int size();

    Targets targets();

    /** Of one input, without the batch's axis: {@code [height, width, 3]} of a picture. */
    Shape shape();

    /** Of one input in a batch's memory. */
    long bytes();

    /** Appends an input as the network will be asked about it when it serves. */
    void copyTo(int index, ByteBuffer batch);

    /** What training sees of the inputs, each epoch another way. */
    Varied varied(Augmentation augmentation, long seed);

    /** Inputs in the making; used by many threads. */
    @FunctionalInterface
    interface Varied {
        /** Appends an input as it is in an epoch, which depends on these and the seed only. */
        void copyTo(int index, int epoch, ByteBuffer batch);
    }

    /**
     * {@code [inputs, shape]}, in the network's type.
     *
     * @param batch direct; must stay as it is until the array is closed
     */
    NDArray array(ByteBuffer batch, int inputs, NDManager manager);

    /** {@code [indices, shape]}, as the network will be asked about them when it serves. */
    default NDArray array(int[] indices, NDManager manager) {
        ByteBuffer batch = ByteBuffer.allocateDirect(Math.toIntExact(indices.length * bytes()));
        for (int index : indices) {
            copyTo(index, batch);
        }
        return array(batch.flip(), indices.length, manager);
    }

    /**
     * What a network must know of the examples beforehand.
     *
     * @param network initialised
     * @param training the only ones that it may know of
     */
    default void introduce(Block network, int[] training) {}

    /** How many of the {@code validation} examples are, to a network, among the {@code training} examples: not by chance. */
    int duplicates(int[] training, int[] validation);

    @Override
    void close();
}
