package bottega.training.similarity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.common.image.JpegWriter;
import bottega.common.image.Resampler;
import bottega.common.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CopyFinderTest {
    private static final int SIDE = 160;
    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults());

    @Test
    void copiesAreFoundAndOtherPicturesAreNot() {
        for (int seed = 1; seed <= 8; seed++) {
            RgbImage picture = drawn(seed);
            assertCopies("saved again", picture, decoder.decode(JpegWriter.encode(picture, 0.5f)));
            assertCopies("smaller", picture, Resampler.resize(picture, 60, 60));
            assertCopies("larger and stretched", picture, Resampler.resize(picture, 300, 250));
            assertCopies("brighter", picture, changed(picture, 1.1, 10));
            assertCopies("darker", picture, changed(picture, 0.75, 0));
            assertCopies("cropped by a hundredth", picture, cropped(picture, 2));
            assertCopies("cropped by a fortieth", picture, cropped(picture, 4));
            assertCopies("cropped and resized", picture, Resampler.resize(cropped(picture, 6), 120, 120));
            assertDiffer("another", picture, drawn(seed + 100));
            assertDiffer("cropped by a quarter", picture, cropped(picture, 40));
            assertDiffer("red and blue exchanged", picture, swapped(picture));
        }
    }

    /** As a network of 32x32 sees them. */
    @Test
    void copiesOfSmallPicturesAreFound() {
        for (int seed = 1; seed <= 8; seed++) {
            RgbImage picture = drawn(seed);
            RgbImage again = decoder.decode(JpegWriter.encode(changed(picture, 0.9, 0), 0.5f));
            assertCopies("saved again", Resampler.resize(picture, 32, 32), Resampler.resize(again, 32, 32));
            assertDiffer("another", Resampler.resize(picture, 32, 32), Resampler.resize(drawn(seed + 100), 32, 32));
        }
    }

    /** Ten thousand people's digits: thin ones look alike, and none is another's copy. */
    @Test
    void handwrittenDigitsAreNotTakenForEachOther() throws IOException {
        Path file = Path.of(Optional.ofNullable(System.getProperty("BOTTEGA_SHARED_DATA"))
                        .or(() -> Optional.ofNullable(System.getenv("BOTTEGA_SHARED_DATA")))
                        .orElse("../../shared/data"))
                .resolve("mnist/t10k-images-idx3-ubyte.gz");
        assumeTrue(Files.exists(file), () -> "no real data at " + file.toAbsolutePath());
        byte[] grey;
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            grey = in.readAllBytes();
        }
        List<Fingerprint> digits = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(digit -> {
                    byte[] rgb = new byte[28 * 28 * 3];
                    for (int i = 0; i < rgb.length; i++) {
                        rgb[i] = grey[16 + digit * 28 * 28 + i / 3];
                    }
                    return Fingerprint.of(new RgbImage(28, 28, rgb));
                })
                .toList();
        assertEquals(List.of(), CopyFinder.groups(digits).groups());
    }

    /** Two pictures that agree everywhere but in a tenth of their middle. */
    @Test
    void aDetailMakesAnotherPicture() {
        RgbImage picture = drawn(3);
        byte[] rgb = picture.rgb().clone();
        var random = new Random(5);
        for (int y = 50; y < 110; y++) {
            for (int x = 50; x < 110; x++) {
                Arrays.fill(rgb, (y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3, (byte) (random.nextInt(2) * 120));
            }
        }
        assertDiffer("with a patch", picture, new RgbImage(SIDE, SIDE, rgb));
    }

    @Test
    void pagesOfOneGreyAreCopiesOnlyOfPagesOfThatGrey() {
        assertCopies("greys", flat(120), flat(130));
        assertDiffer("black and white", flat(0), flat(255));
    }

    @Test
    void groupsAreFoundAmongManyAndEachOnce() {
        var pictures = new ArrayList<Fingerprint>();
        for (int seed = 0; seed < 60; seed++) {
            pictures.add(Fingerprint.of(drawn(seed)));
        }
        pictures.add(Fingerprint.of(cropped(drawn(7), 4)));
        pictures.add(Fingerprint.of(changed(drawn(7), 0.8, 5)));
        pictures.add(Fingerprint.of(Resampler.resize(drawn(40), 64, 64)));
        var found = CopyFinder.groups(pictures);
        assertTrue(found.complete());
        assertEquals(2, found.groups().size());
        assertArrayEquals(new int[] {7, 60, 61}, found.groups().get(0));
        assertArrayEquals(new int[] {40, 62}, found.groups().get(1));
    }

    /** A crop is found by its original and the original by its crop. */
    @Test
    void copiesAmongOthersAreFoundInBothDirections() {
        List<Fingerprint> whole = IntStream.range(0, 5)
                .mapToObj(seed -> Fingerprint.of(drawn(seed)))
                .toList();
        List<Fingerprint> others = List.of(Fingerprint.of(cropped(drawn(3), 5)), Fingerprint.of(drawn(9)));
        assertArrayEquals(new boolean[] {false, false, false, true, false}, CopyFinder.among(whole, others));
        assertArrayEquals(new boolean[] {true, false}, CopyFinder.among(others, whole));
    }

    @Test
    void pagesThatAllLookAlikeEndInTimeAndInOneGroup() {
        List<Fingerprint> pages = IntStream.range(0, 3_000)
                .mapToObj(page -> Fingerprint.of(flat(200 + page % 7)))
                .toList();
        var found = CopyFinder.groups(pages);
        assertEquals(1, found.groups().size());
        assertEquals(3_000, found.groups().getFirst().length);
    }

    private static void assertCopies(String what, RgbImage one, RgbImage other) {
        assertTrue(areCopies(one, other), what);
        assertTrue(areCopies(other, one), what + ", the other way round");
    }

    private static void assertDiffer(String what, RgbImage one, RgbImage other) {
        assertFalse(areCopies(one, other), what);
    }

    private static boolean areCopies(RgbImage one, RgbImage other) {
        return CopyFinder.among(List.of(Fingerprint.of(one)), List.of(Fingerprint.of(other)))[0];
    }

    private static RgbImage flat(int grey) {
        byte[] rgb = new byte[3 * 40 * 40];
        Arrays.fill(rgb, (byte) grey);
        return new RgbImage(40, 40, rgb);
    }

    /** Soft blobs of colour on a slope, as different from each other as photographs are. */
    private static RgbImage drawn(int seed) {
        var random = new Random(seed * 7919L);
        double[] values = new double[3 * SIDE * SIDE];
        for (int blob = 0; blob < 25; blob++) {
            double x = random.nextDouble() * SIDE;
            double y = random.nextDouble() * SIDE;
            double radius = 6 + random.nextDouble() * 24;
            double[] colour = {random.nextDouble(-90, 90), random.nextDouble(-90, 90), random.nextDouble(-90, 90)};
            for (int i = 0; i < SIDE * SIDE; i++) {
                double distance = Math.pow(i % SIDE - x, 2) + Math.pow(i / SIDE - y, 2);
                double weight = Math.exp(-distance / (radius * radius));
                for (int channel = 0; channel < 3; channel++) {
                    values[3 * i + channel] += weight * colour[channel];
                }
            }
        }
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.clamp(Math.round(110 + values[i]), 0, 255);
        }
        return new RgbImage(SIDE, SIDE, rgb);
    }

    private static RgbImage changed(RgbImage picture, double factor, double summand) {
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.clamp(Math.round((rgb[i] & 0xff) * factor + summand), 0, 255);
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }

    private static RgbImage swapped(RgbImage picture) {
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = picture.rgb()[i + 2];
            rgb[i + 2] = picture.rgb()[i];
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }

    private static RgbImage cropped(RgbImage picture, int pixels) {
        int side = picture.width() - 2 * pixels;
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(picture.rgb(), ((y + pixels) * picture.width() + pixels) * 3, rgb, y * side * 3, side * 3);
        }
        return new RgbImage(side, side, rgb);
    }
}
