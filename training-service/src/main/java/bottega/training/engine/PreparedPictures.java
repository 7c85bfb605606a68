package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.common.augmentation.Augmentation;
import bottega.common.image.CropPolicy;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.training.augmentation.Augmenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All pictures of a data set, decoded once and then read from a memory-mapped file, so that memory does not grow with the
 * data. A record is a picture at the network's own size and, where crops are to be cut from more pixels than that, the
 * same picture larger; raw uint8 {@code [height, width, 3]}, RGB. Safe for reading by many threads.
 */
public final class PreparedPictures implements LabelledExamples {
    /** Decoded at a time before they are written. */
    private static final int CHUNK = 64;

    private final Arena arena;
    private final MemorySegment pixels;
    private final Targets targets;
    private final Sizes sizes;

    private PreparedPictures(Arena arena, MemorySegment pixels, Targets targets, Sizes sizes) {
        this.arena = arena;
        this.pixels = pixels;
        this.targets = targets;
        this.sizes = sizes;
    }

    /**
     * @param network how pictures become the network's own size
     * @param source how they become what augmentation begins with; equal to {@code network} where it needs no more pixels
     */
    public record Sizes(ImagePreparation network, ImagePreparation source) {
        /** Of all pictures on disk. */
        public long bytes(int pictures) {
            return pictures * recordBytes();
        }

        private boolean larger() {
            return !source.equals(network);
        }

        private long recordBytes() {
            return bytes(network) + (larger() ? bytes(source) : 0);
        }

        private static long bytes(ImagePreparation preparation) {
            return 3L * preparation.width() * preparation.height();
        }
    }

    /** Told after each chunk; may throw to stop. */
    @FunctionalInterface
    public interface Progress {
        void prepared(int pictures, int of);
    }

    /**
     * Decodes, crops and resamples on all processors and writes in the order of {@code files}.
     *
     * @throws bottega.common.problem.ProblemException when a file is no picture
     */
    public static void write(List<Path> files, ImageDecoder decoder, Sizes sizes, Path target, Progress progress)
            throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int start = 0; start < files.size(); start += CHUNK) {
                List<Path> chunk = files.subList(start, Math.min(start + CHUNK, files.size()));
                ByteBuffer[][] prepared = IntStream.range(0, chunk.size())
                        .parallel()
                        .mapToObj(i -> prepare(chunk.get(i), decoder, sizes))
                        .toArray(ByteBuffer[][]::new);
                for (ByteBuffer[] picture : prepared) {
                    for (ByteBuffer bytes : picture) {
                        while (bytes.hasRemaining()) {
                            out.write(bytes);
                        }
                    }
                }
                progress.prepared(start + chunk.size(), files.size());
            }
        }
    }

    private static ByteBuffer[] prepare(Path file, ImageDecoder decoder, Sizes sizes) {
        try {
            RgbImage picture = decoder.decode(Files.readAllBytes(file));
            ByteBuffer small = ByteBuffer.wrap(sizes.network().apply(picture).rgb());
            return sizes.larger()
                    ? new ByteBuffer[] {
                        small, ByteBuffer.wrap(sizes.source().apply(picture).rgb())
                    }
                    : new ByteBuffer[] {small};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param file as {@link #write} left it
     * @param targets of each picture, in the file's order
     * @param sizes as they were written
     */
    public static PreparedPictures open(Path file, Targets targets, Sizes sizes) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long expected = sizes.bytes(targets.size());
            if (channel.size() != expected) {
                throw new IOException(
                        file + ": expected " + expected + " bytes of pictures, received " + channel.size());
            }
            MemorySegment pixels = channel.map(MapMode.READ_ONLY, 0, expected, arena);
            return new PreparedPictures(arena, pixels, targets, sizes);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /** @param labels class of each picture */
    public static PreparedPictures open(Path file, int[] labels, Sizes sizes) throws IOException {
        return open(file, new Targets.SingleLabel(labels), sizes);
    }

    /** @param labels class of each picture */
    public static PreparedPictures open(Path file, int[] labels, int width, int height) throws IOException {
        return open(file, new Targets.SingleLabel(labels), width, height);
    }

    /** For pictures that are not augmented, or not from more pixels than the network's own. */
    public static PreparedPictures open(Path file, Targets targets, int width, int height) throws IOException {
        // the policy plays no part in reading
        var preparation = new ImagePreparation(CropPolicy.SQUASH, width, height);
        return open(file, targets, new Sizes(preparation, preparation));
    }

    @Override
    public int size() {
        return targets.size();
    }

    @Override
    public Targets targets() {
        return targets;
    }

    @Override
    public Shape shape() {
        return new Shape(height(), width(), 3);
    }

    /** Of a picture at the network's own size. */
    @Override
    public long bytes() {
        return Sizes.bytes(sizes.network());
    }

    @Override
    public void copyTo(int index, ByteBuffer batch) {
        batch.put(pixels.asSlice(index * sizes.recordBytes(), bytes()).asByteBuffer());
    }

    @Override
    public Varied varied(Augmentation augmentation, long seed) {
        var augmenter = new Augmenter(augmentation, width(), height());
        return augmenter.changesNothing()
                ? (index, _, batch) -> copyTo(index, batch)
                : (index, epoch, batch) -> batch.put(
                        augmenter.apply(source(index), seed, epoch, index).rgb());
    }

    @Override
    public int duplicates(int[] training, int[] validation) {
        return Duplicates.across(this, training, validation);
    }

    /** A picture at the network's own size. */
    RgbImage picture(int index) {
        byte[] rgb = pixels.asSlice(index * sizes.recordBytes(), bytes()).toArray(ValueLayout.JAVA_BYTE);
        return new RgbImage(width(), height(), rgb);
    }

    /** A picture as augmentation begins with it. */
    RgbImage source(int index) {
        ImagePreparation source = sizes.source();
        long start = index * sizes.recordBytes() + (sizes.larger() ? bytes() : 0);
        byte[] rgb = pixels.asSlice(start, Sizes.bytes(source)).toArray(ValueLayout.JAVA_BYTE);
        return new RgbImage(source.width(), source.height(), rgb);
    }

    int width() {
        return sizes.network().width();
    }

    int height() {
        return sizes.network().height();
    }

    /** uint8 {@code [pictures, height, width, 3]}. */
    @Override
    public NDArray array(ByteBuffer batch, int pictures, NDManager manager) {
        return manager.create(batch, new Shape(pictures, height(), width(), 3), DataType.UINT8);
    }

    @Override
    public void close() {
        arena.close();
    }
}
