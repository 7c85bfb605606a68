package bottega.common.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    /** SHA-256 of what Pillow 12.3.0 makes of {@link TestPictures#pattern}: resize((W, H), Resampling.BILINEAR). */
    @ParameterizedTest
    @CsvSource({
        "61,47,224,224,52461250562c1a2a1719194646a4fe7a545e6a98147c2b6fa35f742dacd019a7",
        "640,427,224,224,66bbfee56ccf67c60c16ae033cb8217ede4174700bcdbf966ea93cc6810b4ef9",
        "300,200,7,5,4c8bbf827e33442cf916f89331fe168f8e26a0979f15f639ee38051044885c0a",
        "5,7,64,32,bbb440baa3706487899861e7bc8add9ec06ee4a352173c944f0045ab67cd5d3d",
        "3,900,20,10,ad1564adcaaccfe6aa1e3ee177fa20fa303be7769ba7402edeae445dd02d8479",
        "900,3,10,20,4239296288827e1cf0dcff9a6cf2f0a5436bff14b915234f8fb66622f3e687f7",
        "1000,1000,333,1,fc7ae8dc992be4af5468e6f160cce6194c4638ea836966cbcfb32327c6e81916",
        "224,224,224,100,1e3c47b41659a5c1adf8c35adb6b5f685755a6f112a149f1099ed3923dcb091f",
        "17,2500,64,224,dc9189610f2f934822f1e55155735f92ffd6c7314f13738d2ea6fb71f3e62947"
    })
    void makesTheBytesThatPillowMakes(int width, int height, int newWidth, int newHeight, String sha256)
            throws Exception {
        RgbImage resized = Resampler.resize(TestPictures.pattern(width, height), newWidth, newHeight);
        assertEquals(
                sha256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(resized.rgb())));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,3", "7,5", "64,64", "100,1", "1,100"})
    void sameSizeIsIdentity(int width, int height) {
        RgbImage picture = TestPictures.pattern(width, height);
        assertArrayEquals(
                picture.rgb(), Resampler.resize(picture, width, height).rgb());
    }

    /** Also beyond the largest step, where weights of 22 bits would no longer add up to one. */
    @ParameterizedTest
    @CsvSource({"1,1,224,224", "37,53,10,20", "10000,1,3,3", "4000,3,1,1", "1,3000000,1,1", "3000000,1,1,1"})
    void constantStaysConstant(int width, int height, int newWidth, int newHeight) {
        for (int value : new int[] {0, 1, 127, 254, 255}) {
            RgbImage resized =
                    Resampler.resize(TestPictures.constant(width, height, value, 255 - value, 7), newWidth, newHeight);
            assertArrayEquals(
                    TestPictures.constant(newWidth, newHeight, value, 255 - value, 7)
                            .rgb(),
                    resized.rgb());
        }
    }

    /**
     * 8 to 4: output i is centred on the border between inputs 2i and 2i+1 and reaches 2 inputs to either side, so the
     * weights are 1, 3, 3, 1 eighths; at the edges what lies outside is left out: 3, 3, 1 sevenths.
     */
    @Test
    void halvingHasTheTrianglesWeights() {
        int[] row = {0, 100, 200, 40, 250, 10, 90, 255};
        int[] expected = {
            (int) Math.round((3 * 0 + 3 * 100 + 200) / 7.0),
            (int) Math.round((100 + 3 * 200 + 3 * 40 + 250) / 8.0),
            (int) Math.round((40 + 3 * 250 + 3 * 10 + 90) / 8.0),
            (int) Math.round((10 + 3 * 90 + 3 * 255) / 7.0)
        };
        assertArrayEquals(expected, red(Resampler.resize(greyRow(row), 4, 1)));
    }

    /** 2 to 4: at 1/4 and 3/4 between the two centres; beyond the centres the nearer one alone. */
    @Test
    void doublingInterpolates() {
        assertArrayEquals(new int[] {0, 25, 75, 100}, red(Resampler.resize(greyRow(0, 100), 4, 1)));
    }

    /** A triangle is symmetric, so a ramp stays a ramp: output i lies at 4i + 1.5 where the edges are far. */
    @Test
    void rampStaysRamp() {
        int[] ramp = IntStream.range(0, 128).map(i -> i * 2).toArray();
        int[] resized = red(Resampler.resize(greyRow(ramp), 32, 1));
        for (int i = 2; i < 30; i++) {
            assertEquals(2 * (4 * i + 1.5), resized[i], 0.5, "output " + i);
        }
    }

    /** The response to one bright pixel is the filter itself: 4:1 has weights (2k+1)/32 around its centre. */
    @Test
    void impulseShowsTheFilter() {
        int[] impulse = new int[64];
        impulse[33] = 255;
        int[] resized = red(Resampler.resize(greyRow(impulse), 16, 1));
        int[] expected = new int[16];
        // output 7 is centred on 30, output 8 on 34, output 9 on 38; pixel 33 is at 33.5
        expected[7] = (int) Math.round(255 * (1 - 3.5 / 4) / 4);
        expected[8] = (int) Math.round(255 * (1 - 0.5 / 4) / 4);
        assertArrayEquals(expected, resized);
    }

    @Test
    void mirroredInputGivesMirroredOutput() {
        int[] row = IntStream.range(0, 101).map(i -> i * i % 256).toArray();
        int[] mirrored = IntStream.range(0, 101).map(i -> row[100 - i]).toArray();
        int[] forth = red(Resampler.resize(greyRow(row), 17, 1));
        int[] back = red(Resampler.resize(greyRow(mirrored), 17, 1));
        for (int i = 0; i < 17; i++) {
            assertEquals(forth[i], back[16 - i]);
        }
    }

    @Test
    void weightsAddUpToOneWithinTheirRounding() {
        for (int in : new int[] {1, 2, 3, 17, 224, 1000, 4099}) {
            for (int out : new int[] {1, 2, 5, 224, 999}) {
                ResampleWeights weights = new ResampleWeights(in, out);
                for (int i = 0; i < out; i++) {
                    weights.moveTo(i);
                    int sum =
                            Arrays.stream(weights.weights(), 0, weights.count()).sum();
                    assertEquals(1 << 22, sum, weights.count() / 2.0, in + " to " + out + ", output " + i);
                    assertTrue(weights.first() >= 0 && weights.first() + weights.count() <= in);
                }
            }
        }
    }

    /** The floating-point formula of Pillow's Resample.c, written down again. */
    @Test
    void weightsAreThoseOfTheFormula() {
        for (int in = 1; in < 120; in++) {
            for (int out = 1; out < 120; out++) {
                ResampleWeights weights = new ResampleWeights(in, out);
                double scale = (double) in / out;
                double filterScale = Math.max(1, scale);
                for (int i = 0; i < out; i++) {
                    weights.moveTo(i);
                    double centre = (i + 0.5) * scale;
                    double sum = 0;
                    for (int x = 0; x < in; x++) {
                        sum += Math.max(0, 1 - Math.abs(x + 0.5 - centre) / filterScale);
                    }
                    for (int k = 0; k < weights.count(); k++) {
                        double x = weights.first() + k + 0.5;
                        double expected = Math.max(0, 1 - Math.abs(x - centre) / filterScale) / sum * (1 << 22);
                        // half a unit of rounding; the formula's own error is far below 1e-6 units
                        assertEquals(expected, weights.weights()[k], 0.5 + 1e-6);
                    }
                }
            }
        }
    }

    @Test
    void windowIsCutOutOfTheWhole() {
        RgbImage picture = TestPictures.pattern(97, 61);
        RgbImage whole = Resampler.resize(picture, 50, 80);
        RgbImage part = Resampler.resizeWindow(picture, 50, 80, new Resampler.Window(11, 23, 19, 31));
        for (int y = 0; y < 31; y++) {
            for (int x = 0; x < 19; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertEquals(whole.get(x + 11, y + 23, channel), part.get(x, y, channel));
                }
            }
        }
    }

    @Test
    void emptyResultIsRefused() {
        RgbImage picture = TestPictures.pattern(3, 3);
        assertThrows(IllegalArgumentException.class, () -> Resampler.resize(picture, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> Resampler.resize(picture, 5, -1));
    }

    private static RgbImage greyRow(int... values) {
        byte[] rgb = new byte[values.length * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) values[i / 3];
        }
        return new RgbImage(values.length, 1, rgb);
    }

    private static int[] red(RgbImage picture) {
        return IntStream.range(0, picture.width())
                .map(x -> picture.get(x, 0, 0))
                .toArray();
    }
}
