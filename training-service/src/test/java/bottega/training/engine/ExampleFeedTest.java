package bottega.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.augmentation.Augmentation;
import bottega.common.augmentation.Preset;
import bottega.common.image.CropPolicy;
import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import bottega.training.augmentation.Augmenter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleFeedTest {
    private static final String FEED_THREAD = "example-feed-";
    private static final int SIZE = 16;
    private static final int COUNT = 23;
    private static final long SEED = 77;
    private static final Augmentation STRONG = Preset.STRONG.augmentation();

    @TempDir
    private Path folder;

    private final List<RgbImage> originals = new ArrayList<>();
    private PreparedPictures.Sizes sizes;
    private PreparedPictures pictures;

    @BeforeEach
    void write() throws IOException {
        var random = new Random(1);
        var files = new ArrayList<Path>();
        for (int i = 0; i < COUNT; i++) {
            byte[] rgb = new byte[40 * 30 * 3];
            random.nextBytes(rgb);
            originals.add(new RgbImage(40, 30, rgb));
            files.add(folder.resolve(i + ".png"));
            Files.write(files.getLast(), PngWriter.encode(originals.getLast()));
        }
        var network = new ImagePreparation(CropPolicy.CENTER_CROP, SIZE, SIZE);
        sizes = new PreparedPictures.Sizes(network, Augmenter.source(STRONG, network));
        Path file = folder.resolve("pictures.bin");
        PreparedPictures.write(files, new ImageDecoder(DecodeLimits.defaults()), sizes, file, (_, _) -> {});
        pictures = PreparedPictures.open(file, new int[COUNT], sizes);
    }

    @AfterEach
    void close() {
        pictures.close();
    }

    @Test
    void aRecordIsThePictureAtBothSizes() {
        assertEquals(24, sizes.source().width());
        for (int i = 0; i < COUNT; i++) {
            assertArrayEquals(
                    sizes.source().apply(originals.get(i)).rgb(),
                    pictures.source(i).rgb());
        }
        var small = ByteBuffer.allocate(SIZE * SIZE * 3);
        pictures.copyTo(5, small);
        assertArrayEquals(sizes.network().apply(originals.get(5)).rgb(), small.array());
    }

    /** Whatever the threads and the parts, what comes is the epoch's order, each picture as augmenting it alone makes it. */
    @ParameterizedTest
    @CsvSource({"8, 8, 1", "8, 8, 3", "8, 3, 2", "23, 23, 2", "100, 100, 4", "23, 1, 4", "1, 1, 2"})
    void picturesComeInOrderAsTheyWouldAlone(int batchSize, int partSize, int threads) {
        var augmenter = new Augmenter(STRONG, SIZE, SIZE);
        try (var feed = feed(STRONG, batchSize, partSize, 2, threads)) {
            for (int epoch = 2; epoch <= 4; epoch++) {
                int[] order = order(epoch);
                int seen = 0;
                while (seen < COUNT) {
                    if (seen % batchSize == 0) {
                        int[] batch = Arrays.copyOfRange(order, seen, Math.min(seen + batchSize, COUNT));
                        assertArrayEquals(batch, feed.batch());
                    }
                    try (ExampleFeed.Part part = feed.next()) {
                        int left = Math.min(batchSize - seen % batchSize, COUNT - seen);
                        assertEquals(Math.min(partSize, left), part.indices().length);
                        for (int i = 0; i < part.indices().length; i++) {
                            int index = order[seen++];
                            assertEquals(index, part.indices()[i]);
                            byte[] expected = augmenter
                                    .apply(pictures.source(index), SEED, epoch, index)
                                    .rgb();
                            assertArrayEquals(expected, slice(part, i));
                        }
                    }
                }
            }
        }
    }

    @Test
    void withoutAugmentationPicturesComeAsTheNetworkWillSeeThem() {
        try (var feed = feed(Augmentation.NONE, 4, 4, 1, 1);
                ExampleFeed.Part part = feed.next()) {
            for (int i = 0; i < 4; i++) {
                assertArrayEquals(
                        sizes.network().apply(originals.get(part.indices()[i])).rgb(), slice(part, i));
            }
        }
    }

    @Test
    void waitingIsMeasuredAndForgottenOnceTaken() {
        try (var feed = feed(STRONG, 23, 23, 1, 1)) {
            feed.next().close();
            assertTrue(feed.takeWaitedNanos() > 0);
            assertEquals(0, feed.takeWaitedNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void noThreadIsLeftWhenItCloses(int taken) {
        var feed = feed(STRONG, 2, 2, 1, 3);
        for (int i = 0; i < taken; i++) {
            feed.next().close();
        }
        assertTrue(feedThreads() > 0);
        feed.close();
        assertNoFeedThreads();
    }

    @Test
    void whatFailsOnItsThreadsIsThrownAtTheTrainingThread() throws IOException {
        try (var feed = feed(STRONG, 2, 2, 1, 2)) {
            pictures.close();
            // those that were prepared before may still be right, later ones cannot
            var thrown = assertThrows(IllegalStateException.class, () -> {
                for (int i = 0; i <= ExampleFeed.AHEAD; i++) {
                    feed.next().close();
                }
            });
            assertEquals("Already closed", thrown.getCause().getMessage());
        } finally {
            pictures = PreparedPictures.open(folder.resolve("pictures.bin"), new int[COUNT], sizes);
        }
    }

    @Test
    void anInterruptedTrainingThreadDoesNotWait() {
        try (var feed = feed(STRONG, 23, 23, 1, 1)) {
            feed.next().close();
            Thread.currentThread().interrupt();
            var thrown = assertThrows(IllegalStateException.class, () -> {
                while (true) {
                    feed.next().close();
                }
            });
            assertInstanceOf(InterruptedException.class, thrown.getCause());
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertNoFeedThreads();
    }

    @Test
    void buffersAreBoundedAndAtLeastTwo() {
        assertEquals(ExampleFeed.AHEAD + 1, ExampleFeed.buffers(32 * 224 * 224 * 3));
        assertEquals(3, ExampleFeed.buffers(ExampleFeed.MOST_BYTES / 3));
        assertEquals(2, ExampleFeed.buffers(ExampleFeed.MOST_BYTES * 10));
    }

    @Test
    void trainingKeepsItsProcessors() {
        assertEquals(1, ExampleFeed.threads(1, true));
        assertEquals(1, ExampleFeed.threads(2, true));
        assertEquals(4, ExampleFeed.threads(16, true));
        assertEquals(1, ExampleFeed.threads(2, false));
        assertEquals(14, ExampleFeed.threads(16, false));
    }

    private ExampleFeed feed(Augmentation augmentation, int batchSize, int partSize, int firstEpoch, int threads) {
        return new ExampleFeed(
                pictures,
                pictures.varied(augmentation, SEED),
                new ExampleFeed.Epochs(ExampleFeedTest::order, batchSize, partSize, firstEpoch),
                threads);
    }

    private static int[] order(int epoch) {
        int[] order = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            order[i] = (i * 5 + epoch) % COUNT;
        }
        return order;
    }

    private static byte[] slice(ExampleFeed.Part part, int place) {
        byte[] bytes = new byte[SIZE * SIZE * 3];
        part.memory().get(place * bytes.length, bytes);
        return bytes;
    }

    /** A thread that has done its last work may still be on its way out. */
    static void assertNoFeedThreads() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(FEED_THREAD)) {
                try {
                    thread.join(Duration.ofSeconds(10));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
        assertEquals(0, feedThreads());
    }

    private static long feedThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(FEED_THREAD))
                .count();
    }
}
