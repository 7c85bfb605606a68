package bottega.training.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.image.RgbImage;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against the equations in double precision, written out step by step. Ours is float32, 24 bits of which 8 are before the
 * point, so a sample may be rounded the other way only where the exact value lies within 0.001 of a half.
 */
class ColourChangeTest {
    private static final RgbImage PICTURE = TestPictures.noise(33, 21, 4);
    private static final double FLOAT_ERROR = 0.5 + 1e-3;

    @Test
    void changingNothingGivesTheSameBytes() {
        assertArrayEquals(
                PICTURE.rgb(), new ColourChange(1, 1, 1, 0).apply(PICTURE).rgb());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.999, 1.5, 2})
    void brightnessMultiplies(double factor) {
        compare(new ColourChange(factor, 1, 1, 0), pixel -> scaled(pixel, factor));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.999, 1.5, 2})
    void contrastMovesAwayFromTheMeanLuma(double factor) {
        double mean = meanLuma(1);
        compare(new ColourChange(1, factor, 1, 0), pixel -> away(pixel, mean, factor));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.999, 1.5, 2})
    void saturationMovesAwayFromThePixelsLuma(double factor) {
        compare(new ColourChange(1, 1, factor, 0), pixel -> away(pixel, luma(pixel), factor));
    }

    /** The JDK's own HSV ({@code Color.RGBtoHSB}), which rounds what comes out by itself. */
    @ParameterizedTest
    @ValueSource(doubles = {-0.5, -0.31, -0.02, 0.1, 1 / 3.0, 0.5})
    void hueGoesRoundTheCircle(double turns) {
        RgbImage shifted = new ColourChange(1, 1, 1, turns).apply(PICTURE);
        for (int i = 0; i < PICTURE.rgb().length; i += 3) {
            int[] pixel = pixel(PICTURE, i);
            float[] hsv = Color.RGBtoHSB(pixel[0], pixel[1], pixel[2], null);
            var expected = new Color(Color.HSBtoRGB((float) (hsv[0] + turns), hsv[1], hsv[2]));
            int[] received = pixel(shifted, i);
            // both are right where the exact value is a half
            assertEquals(expected.getRed(), received[0], 1);
            assertEquals(expected.getGreen(), received[1], 1);
            assertEquals(expected.getBlue(), received[2], 1);
        }
    }

    @Test
    void aThirdOfTheCircleMovesRedToGreenToBlue() {
        RgbImage red = TestPictures.plain(1, 1, 240, 30, 60);
        assertArrayEquals(new int[] {60, 240, 30}, pixel(new ColourChange(1, 1, 1, 1 / 3.0).apply(red), 0));
        assertArrayEquals(new int[] {30, 60, 240}, pixel(new ColourChange(1, 1, 1, -1 / 3.0).apply(red), 0));
    }

    @ParameterizedTest
    @CsvSource({"1.2, 0.7, 1.4", "0.6, 1.4, 0.6", "1.4, 1.4, 1.4"})
    void allTogetherInTheirOrder(double brightness, double contrast, double saturation) {
        double mean = meanLuma(brightness);
        compare(new ColourChange(brightness, contrast, saturation, 0), pixel -> {
            double[] contrasted = away(scaled(pixel, brightness), mean, contrast);
            return away(contrasted, luma(contrasted), saturation);
        });
    }

    @Test
    void greyHasNoHueAndNoSaturation() {
        RgbImage grey = TestPictures.plain(3, 3, 77, 77, 77);
        assertArrayEquals(
                grey.rgb(), new ColourChange(1, 1.9, 1.7, 0.4).apply(grey).rgb());
    }

    private interface Equation {
        double[] apply(double[] pixel);
    }

    private static void compare(ColourChange change, Equation equation) {
        RgbImage changed = change.apply(PICTURE);
        for (int i = 0; i < PICTURE.rgb().length; i += 3) {
            int[] pixel = pixel(PICTURE, i);
            double[] expected = equation.apply(new double[] {pixel[0], pixel[1], pixel[2]});
            int[] received = pixel(changed, i);
            for (int channel = 0; channel < 3; channel++) {
                assertEquals(Math.clamp(expected[channel], 0, 255), received[channel], FLOAT_ERROR);
            }
        }
    }

    private static double[] scaled(double[] pixel, double factor) {
        return new double[] {factor * pixel[0], factor * pixel[1], factor * pixel[2]};
    }

    private static double[] away(double[] pixel, double from, double factor) {
        double[] moved = new double[3];
        for (int i = 0; i < 3; i++) {
            moved[i] = from + factor * (pixel[i] - from);
        }
        return moved;
    }

    private static double luma(double[] pixel) {
        return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
    }

    private static double meanLuma(double brightness) {
        double sum = 0;
        for (int i = 0; i < PICTURE.rgb().length; i += 3) {
            int[] pixel = pixel(PICTURE, i);
            sum += brightness * luma(new double[] {pixel[0], pixel[1], pixel[2]});
        }
        return sum / (PICTURE.width() * PICTURE.height());
    }

    private static int[] pixel(RgbImage picture, int from) {
        byte[] rgb = picture.rgb();
        return new int[] {rgb[from] & 0xff, rgb[from + 1] & 0xff, rgb[from + 2] & 0xff};
    }
}
