package bottega.training.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.Part;
import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFormTest {
    private static final long SEED = 20_261_124;
    private static final String IMAGES = "images-idx3-ubyte";
    private static final String LABELS = "labels-idx1-ubyte";

    @TempDir
    Path folder;

    /** Pictures of 3 rows and 2 columns with the values 0, 1, 2, ... throughout. */
    private static byte[] images(int count) {
        ByteBuffer file = ByteBuffer.allocate(16 + count * 6);
        file.putInt(0x803).putInt(count).putInt(3).putInt(2);
        for (int i = 0; i < count * 6; i++) {
            file.put((byte) i);
        }
        return file.array();
    }

    private static byte[] labels(int... labels) {
        ByteBuffer file = ByteBuffer.allocate(8 + labels.length);
        file.putInt(0x801).putInt(labels.length);
        for (int label : labels) {
            file.put((byte) label);
        }
        return file.array();
    }

    private static Map<String, byte[]> pair(byte[] images, byte[] labels) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(IMAGES, images);
        files.put(LABELS, labels);
        return files;
    }

    private Problem problem(byte[] images, byte[] labels) {
        return assertThrows(ProblemException.class, () -> new Builds(folder).of(pair(images, labels)))
                .problem();
    }

    @Test
    void readsEveryValueInItsPlace() throws IOException {
        DataSet dataSet = new Builds(folder).of(pair(images(3), labels(7, 12, 7)));
        assertEquals(
                List.of(new DataSetClass("12", 1), new DataSetClass("7", 2)),
                dataSet.description().classes());
        assertNull(dataSet.description().parts());
        assertEquals(
                List.of("00001.png", "00000.png", "00002.png"),
                dataSet.examples().stream().map(Example::name).toList());
        var picture = new ImageDecoder(DecodeLimits.defaults())
                .decode(Files.readAllBytes(dataSet.examples().getFirst().file()));
        assertEquals(2, picture.width());
        assertEquals(3, picture.height());
        // the second picture's values are 6 to 11, row by row
        assertArrayEquals(new byte[] {6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 11}, picture.rgb());
    }

    @Test
    void prefixesAreParts() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("raw/train-" + IMAGES, images(3));
        files.put("raw/train-" + LABELS + ".gz", Archives.gzip(labels(0, 1, 0)));
        files.put("raw/train-" + IMAGES + ".gz", Archives.gzip(images(3)));
        files.put("raw/t10k-images.idx3-ubyte", images(2));
        files.put("raw/t10k-labels.idx1-ubyte", labels(1, 0));
        files.put("raw/README", Archives.text("read"));
        DataSet dataSet = new Builds(folder).of(files);
        assertEquals(
                Map.of(Part.TRAINING, 3, Part.TEST, 2), dataSet.description().parts());
        assertEquals(
                List.of("t10k-00001.png", "train-00000.png", "train-00002.png", "t10k-00000.png", "train-00001.png"),
                dataSet.examples().stream().map(Example::name).toList());
        assertEquals(2, dataSet.description().skippedFiles());
    }

    @Test
    void refusesWhatDoesNotAddUp() throws IOException {
        byte[] images = images(3);
        byte[] labels = labels(1, 2, 3);
        assertEquals("00000801", problem(labels, labels).received());
        assertEquals("00000803", problem(images, images).received());
        assertEquals("2", problem(images, labels(1, 2)).received());
        assertTrue(problem(Arrays.copyOf(images, 33), labels).received().contains("ends before"));
        assertTrue(problem(Arrays.copyOf(images, 9), labels).received().contains("ends before"));
        assertEquals("more", problem(Arrays.copyOf(images, 35), labels).received());
        assertEquals("more", problem(images, Arrays.copyOf(labels, 12)).received());
        assertTrue(problem(images, Arrays.copyOf(labels, 10)).received().contains("ends before"));
        byte[] gzip = Archives.gzip(images);
        assertEquals(422, problem(Arrays.copyOf(gzip, gzip.length - 9), labels).status());
        gzip[gzip.length - 6]++;
        assertTrue(problem(gzip, labels).received().contains("damaged gzip"));
        Problem alone = assertThrows(
                        ProblemException.class,
                        () -> new Builds(folder).of(Map.of("train-" + IMAGES, images, "t10k-" + LABELS, labels)))
                .problem();
        assertEquals("urn:bottega:problem:bad-idx-file", alone.type());
    }

    @Test
    void believesNoHeaderBeforeTakingMemory() {
        ByteBuffer huge = ByteBuffer.wrap(images(1));
        huge.putInt(4, Integer.MAX_VALUE).putInt(8, Integer.MAX_VALUE).putInt(12, Integer.MAX_VALUE);
        ByteBuffer many = ByteBuffer.wrap(labels(1));
        many.putInt(4, Integer.MAX_VALUE);
        assertEquals(413, problem(huge.array(), many.array()).status());
        ByteBuffer wide = ByteBuffer.wrap(images(2)).putInt(8, 100_000);
        assertEquals(422, problem(wide.array(), labels(1, 2)).status());
        ByteBuffer bomb = ByteBuffer.wrap(images(2)).putInt(8, 4096).putInt(12, 4096);
        assertEquals(
                "urn:bottega:problem:archive-bomb",
                problem(bomb.array(), labels(1, 2)).type());
        ByteBuffer negative = ByteBuffer.wrap(images(2)).putInt(4, -1);
        assertEquals("4294967295", problem(negative.array(), labels(1, 2)).received());
    }

    @Test
    void answersToDamageWithProblems() throws IOException {
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < 1000; round++) {
            byte[] images = round % 2 == 0 ? images(20) : Archives.gzip(images(20));
            byte[] labels = labels(IntStream.range(0, 20).map(i -> i % 3).toArray());
            byte[] damaged = round % 3 == 0 ? labels : images;
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                damaged[random.nextInt(Math.min(damaged.length, 24))] = (byte) random.nextInt();
            }
            try {
                new Builds(folder).of(pair(images, labels));
            } catch (ProblemException e) {
                refused++;
                int status = e.problem().status();
                assertTrue(status >= 400 && status < 500, () -> "seed " + SEED + ": " + e.problem());
            }
        }
        assertTrue(refused > 300, "refused: " + refused);
    }

    @Test
    void takesRealDigits() throws IOException {
        Path mnist = Path.of(Optional.ofNullable(System.getProperty("BOTTEGA_SHARED_DATA"))
                        .or(() -> Optional.ofNullable(System.getenv("BOTTEGA_SHARED_DATA")))
                        .orElse("../../shared/data"))
                .resolve("mnist");
        assumeTrue(Files.isDirectory(mnist), () -> "no real data at " + mnist.toAbsolutePath());
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of("t10k-" + IMAGES + ".gz", "t10k-" + LABELS + ".gz")) {
            files.put(name, Files.readAllBytes(mnist.resolve(name)));
        }
        DataSet digits = new Builds(folder).of(files);
        // as published: 980 zeros, 1135 ones, ...
        assertEquals(
                List.of(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009),
                digits.description().classes().stream()
                        .map(DataSetClass::pictures)
                        .toList());
        assertEquals(
                "t10k-00000.png",
                digits.examples().stream()
                        .filter(example -> example.label() == 7)
                        .findFirst()
                        .orElseThrow()
                        .name(),
                "the first one is a seven");
    }
}
