package bottega.training.lesson.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnDigitsTest {
    @Test
    void aSeedDrawsTheSameAndAnotherOtherwise() {
        assertArrayEquals(DrawnDigits.pixels(1, 3, 5), DrawnDigits.pixels(1, 3, 5));
        assertFalse(Arrays.equals(DrawnDigits.pixels(1, 3, 5), DrawnDigits.pixels(1, 3, 6)));
        assertFalse(Arrays.equals(DrawnDigits.pixels(1, 3, 5), DrawnDigits.pixels(2, 3, 5)));
        assertArrayEquals(DrawnDigits.archive(1, 2), DrawnDigits.archive(1, 2));
    }

    /** As in MNIST: most is paper, some is ink, none of it at the rim; there is noise of some six grey levels. */
    @Test
    void inkIsInTheMiddle() {
        for (int digit = 0; digit < 10; digit++) {
            for (int index = 0; index < 50; index++) {
                byte[] pixels = DrawnDigits.pixels(1, digit, index);
                int ink = 0;
                for (int i = 0; i < pixels.length; i++) {
                    boolean rim = i % 28 == 0 || i % 28 == 27 || i / 28 == 0 || i / 28 == 27;
                    boolean inked = (pixels[i] & 0xFF) > 128;
                    assertFalse(rim && inked, "digit " + digit + ", picture " + index + ", pixel " + i);
                    ink += inked ? 1 : 0;
                }
                assertTrue(ink >= 15 && ink < 300, digit + ": " + ink);
            }
        }
    }

    /** The nearest mean of a hundred others is the right digit's far more often than one time in ten. */
    @Test
    void digitsCanBeToldApart() {
        double[][] means = new double[10][28 * 28];
        for (int digit = 0; digit < 10; digit++) {
            for (int index = 0; index < 100; index++) {
                byte[] pixels = DrawnDigits.pixels(1, digit, index);
                for (int i = 0; i < pixels.length; i++) {
                    means[digit][i] += (pixels[i] & 0xFF) / 100.0;
                }
            }
        }
        int right = 0;
        for (int digit = 0; digit < 10; digit++) {
            for (int index = 100; index < 120; index++) {
                byte[] pixels = DrawnDigits.pixels(1, digit, index);
                int nearest = IntStream.range(0, 10)
                        .boxed()
                        .min((a, b) -> Double.compare(distance(means[a], pixels), distance(means[b], pixels)))
                        .orElseThrow();
                right += nearest == digit ? 1 : 0;
            }
        }
        assertTrue(right > 100, right + " of 200");
        assertEquals(28 * 28, means[0].length);
    }

    private static double distance(double[] mean, byte[] pixels) {
        return IntStream.range(0, mean.length)
                .mapToDouble(i -> Math.pow(mean[i] - (pixels[i] & 0xFF), 2))
                .sum();
    }
}
