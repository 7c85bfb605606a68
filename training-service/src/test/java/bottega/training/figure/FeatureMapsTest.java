package bottega.training.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.common.image.RgbImage;
import org.junit.jupiter.api.Test;

class FeatureMapsTest {
    @Test
    void aMapIsGreyFromItsLeastValueToItsGreatest() {
        byte[] rgb = FeatureMaps.grey(new float[] {-2, 0, 2, 6}, 2, 2).rgb();
        assertArrayEquals(new byte[] {0, 0, 0, 64, 64, 64, -128, -128, -128, -1, -1, -1}, rgb);
        assertArrayEquals(
                new byte[12], FeatureMaps.grey(new float[] {3, 3, 3, 3}, 2, 2).rgb());
        assertArrayEquals(
                new byte[] {0, 0, 0, -128, -128, -128, -1, -1, -1, 0, 0, 0},
                FeatureMaps.grey(new float[] {1, 2, 3}, 2, 2).rgb());
    }

    /** Two maps of 2 x 1, of which each value is a square of 48 pixels beside the picture. */
    @Test
    void mapsStandBesideThePictureEachOnItsOwnScale() {
        byte[] red = new byte[3 * 96 * 96];
        for (int i = 0; i < red.length; i += 3) {
            red[i] = (byte) 255;
        }
        byte[] png = FeatureMaps.png(
                "conv", "x", new float[] {0, 1, 500, 100}, new long[] {2, 1, 2}, new RgbImage(96, 96, red));
        RgbImage sheet = new ImageDecoder(DecodeLimits.defaults()).decode(png);
        assertEquals(255, sheet.get(30, 70, 0));
        assertEquals(0, sheet.get(30, 70, 1));
        int[][] greys = {{0, 255}, {255, 0}};
        for (int map = 0; map < 2; map++) {
            for (int column = 0; column < 2; column++) {
                assertEquals(
                        greys[map][column],
                        sheet.get(24 + (map + 1) * 106 + column * 48 + 20, 64 + 20, 1),
                        "map " + map);
            }
            assertEquals(255, sheet.get(24 + (map + 1) * 106 + 20, 64 + 60, 1), "white beneath a flat map");
        }
    }
}
