package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All pictures of a data set at the network's own size, decoded once and then read from a memory-mapped file, so that
 * memory does not grow with the data: uint8 {@code [pictures, height, width, 3]}, RGB, raw.
 */
public final class PreparedPictures implements AutoCloseable {
    /** Decoded at a time before they are written. */
    private static final int CHUNK = 64;

    private final Arena arena;
    private final MemorySegment pixels;
    private final int[] labels;
    private final int width;
    private final int height;

    private PreparedPictures(Arena arena, MemorySegment pixels, int[] labels, int width, int height) {
        this.arena = arena;
        this.pixels = pixels;
        this.labels = labels;
        this.width = width;
        this.height = height;
    }

    /** Told after each chunk; may throw to stop. */
    @FunctionalInterface
    public interface Progress {
        void prepared(int pictures, int of);
    }

    /** Bytes that {@link #write} will take on disk. */
    public static long bytes(int pictures, ImagePreparation preparation) {
        return (long) pictures * preparation.width() * preparation.height() * 3;
    }

    /**
     * Decodes, crops and resamples on all processors and writes in the order of {@code files}.
     *
     * @throws bottega.common.problem.ProblemException when a file is no picture
     */
    public static void write(
            List<LabelledFile> files,
            ImageDecoder decoder,
            ImagePreparation preparation,
            Path target,
            Progress progress)
            throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int start = 0; start < files.size(); start += CHUNK) {
                List<LabelledFile> chunk = files.subList(start, Math.min(start + CHUNK, files.size()));
                byte[][] prepared = IntStream.range(0, chunk.size())
                        .parallel()
                        .mapToObj(i -> prepare(chunk.get(i).file(), decoder, preparation))
                        .toArray(byte[][]::new);
                for (byte[] picture : prepared) {
                    ByteBuffer bytes = ByteBuffer.wrap(picture);
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
                progress.prepared(start + chunk.size(), files.size());
            }
        }
    }

    private static byte[] prepare(Path file, ImageDecoder decoder, ImagePreparation preparation) {
        try {
            return preparation.apply(decoder.decode(Files.readAllBytes(file))).rgb();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param file as {@link #write} left it
     * @param labels class of each picture, in the file's order
     */
    public static PreparedPictures open(Path file, int[] labels, int width, int height) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long expected = (long) labels.length * width * height * 3;
            if (channel.size() != expected) {
                throw new IOException(
                        file + ": expected " + expected + " bytes of pictures, received " + channel.size());
            }
            MemorySegment pixels = channel.map(MapMode.READ_ONLY, 0, expected, arena);
            return new PreparedPictures(arena, pixels, labels.clone(), width, height);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    public int size() {
        return labels.length;
    }

    public int label(int index) {
        return labels[index];
    }

    /** uint8 {@code [indices, height, width, 3]}. */
    public NDArray pictures(int[] indices, NDManager manager) {
        int bytes = width * height * 3;
        ByteBuffer batch = ByteBuffer.allocateDirect(Math.multiplyExact(indices.length, bytes));
        for (int index : indices) {
            batch.put(pixels.asSlice((long) index * bytes, bytes).asByteBuffer());
        }
        return manager.create(batch.flip(), new Shape(indices.length, height, width, 3), DataType.UINT8);
    }

    /** int64 {@code [indices]}. */
    NDArray labels(int[] indices, NDManager manager) {
        long[] batch = new long[indices.length];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = labels[indices[i]];
        }
        return manager.create(batch);
    }

    @Override
    public void close() {
        arena.close();
    }
}
