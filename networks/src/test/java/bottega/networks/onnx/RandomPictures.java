package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Random;

/** Areas of one colour under noise, so that pictures differ in more than noise. */
public final class RandomPictures {
    private RandomPictures() {}

    /** Those that a test exports a classifier with. */
    public static NDArray toCompare(int size, NDManager manager) {
        return of(ClassifierExporter.EXAMPLES, size, 4, manager);
    }

    /** uint8 {@code [count, size, size, 3]}. */
    public static NDArray of(int count, int size, long seed, NDManager manager) {
        byte[] bytes = new byte[count * size * size * 3];
        var random = new Random(seed);
        for (int picture = 0; picture < count; picture++) {
            byte[] colour = new byte[3];
            random.nextBytes(colour);
            for (int i = 0; i < size * size * 3; i++) {
                bytes[picture * size * size * 3 + i] =
                        random.nextInt(4) == 0 ? (byte) random.nextInt(256) : colour[i % 3];
            }
        }
        return manager.create(ByteBuffer.wrap(bytes), new Shape(count, size, size, 3), DataType.UINT8);
    }
}
