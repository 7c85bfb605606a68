package bottega.training.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.augmentation.Edges;
import bottega.common.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flips, rotations and rectangles against what each pixel must be. */
class GeometryTest {
    private static final RgbImage WIDE = TestPictures.noise(7, 4, 1);

    @Test
    void aHorizontalFlipMirrorsEveryRow() {
        RgbImage flipped = Flips.horizontal(WIDE);
        forEachSample(flipped, (x, y, channel) -> WIDE.get(6 - x, y, channel));
    }

    @Test
    void aVerticalFlipMirrorsEveryColumn() {
        RgbImage flipped = Flips.vertical(WIDE);
        forEachSample(flipped, (x, y, channel) -> WIDE.get(x, 3 - y, channel));
    }

    @ParameterizedTest
    @EnumSource
    void noRotationIsTheIdentity(Edges edges) {
        assertArrayEquals(WIDE.rgb(), Rotations.rotate(WIDE, 0, edges).rgb());
        assertArrayEquals(WIDE.rgb(), Rotations.rotate(WIDE, -360, edges).rgb());
    }

    @ParameterizedTest
    @CsvSource({"5, REFLECT", "5, FILL", "8, REFLECT", "8, FILL"})
    void quarterTurnsOfASquareMovePixelsAndChangeNone(int size, Edges edges) {
        RgbImage picture = TestPictures.noise(size, size, 2);
        int last = size - 1;
        // counter-clockwise: what was at the right is at the top
        for (double degrees : new double[] {90, -270, 450}) {
            forEachSample(Rotations.rotate(picture, degrees, edges), (x, y, c) -> picture.get(last - y, x, c));
        }
        for (double degrees : new double[] {-90, 270}) {
            forEachSample(Rotations.rotate(picture, degrees, edges), (x, y, c) -> picture.get(y, last - x, c));
        }
        for (double degrees : new double[] {180, -180}) {
            forEachSample(Rotations.rotate(picture, degrees, edges), (x, y, c) -> picture.get(last - x, last - y, c));
        }
    }

    /**
     * A plane is what bilinear sampling reproduces: its value at the place that each pixel comes from. Away from the edges;
     * weights of 11 bits and the rounding leave at most 0.5 + 3 * 64 * 2^-12 of a step.
     */
    @ParameterizedTest
    @ValueSource(doubles = {12.5, -33, 45, 101})
    void aTurnedPlaneIsThePlaneAtTheTurnedPlaces(double degrees) {
        int size = 41;
        byte[] rgb = new byte[size * size * 3];
        for (int i = 0; i < size * size; i++) {
            rgb[i * 3] = (byte) (20 + 3 * (i % size));
            rgb[i * 3 + 1] = (byte) (20 + 3 * (i / size));
            rgb[i * 3 + 2] = (byte) (10 + 2 * (i % size) + 3 * (i / size));
        }
        RgbImage turned = Rotations.rotate(new RgbImage(size, size, rgb), degrees, Edges.FILL);
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        for (int y = 8; y < size - 8; y++) {
            for (int x = 8; x < size - 8; x++) {
                double fromX = 20 + cosine * (x - 20) - sine * (y - 20);
                double fromY = 20 + sine * (x - 20) + cosine * (y - 20);
                assertEquals(20 + 3 * fromX, turned.get(x, y, 0), 0.55);
                assertEquals(20 + 3 * fromY, turned.get(x, y, 1), 0.55);
                assertEquals(10 + 2 * fromX + 3 * fromY, turned.get(x, y, 2), 0.55);
            }
        }
    }

    @Test
    void reflectedEdgesAreThePictureAndFilledOnesTheMean() {
        RgbImage plain = TestPictures.plain(20, 20, 200, 10, 40);
        assertArrayEquals(
                plain.rgb(), Rotations.rotate(plain, 45, Edges.REFLECT).rgb());
        RgbImage filled = Rotations.rotate(plain, 45, Edges.FILL);
        assertEquals(124, filled.get(0, 0, 0));
        assertEquals(116, filled.get(19, 0, 1));
        assertEquals(104, filled.get(0, 19, 2));
        assertEquals(200, filled.get(10, 10, 0));
    }

    @Test
    void reflectionMirrorsAtTheEdgeHoweverFarBeyond() {
        int[] expected = {1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], Rotations.reflect(i - 5, 3), "at " + (i - 5));
        }
    }

    @Test
    void aRectangleIsCutAndFilledWhereItLies() {
        var rectangle = new Rectangle(2, 1, 3, 2);
        RgbImage part = rectangle.cut(WIDE);
        assertEquals(3, part.width());
        assertEquals(2, part.height());
        forEachSample(part, (x, y, channel) -> WIDE.get(2 + x, 1 + y, channel));
        int[] fill = {124, 116, 104};
        forEachSample(rectangle.fill(WIDE), (x, y, channel) -> {
            boolean inside = x >= 2 && x < 5 && y >= 1 && y < 3;
            return inside ? fill[channel] : WIDE.get(x, y, channel);
        });
        assertTrue(new Rectangle(0, 0, 0, 0).fill(WIDE) == WIDE);
    }

    private interface Sample {
        int at(int x, int y, int channel);
    }

    private static void forEachSample(RgbImage picture, Sample expected) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertEquals(
                            expected.at(x, y, channel),
                            picture.get(x, y, channel),
                            "at " + x + "," + y + " channel " + channel);
                }
            }
        }
    }
}
