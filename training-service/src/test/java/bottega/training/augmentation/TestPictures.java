package bottega.training.augmentation;

import bottega.common.image.RgbImage;
import java.util.Random;

final class TestPictures {
    private TestPictures() {}

    /** Independent bytes: every mistake of place, channel or weight shows. */
    static RgbImage noise(int width, int height, long seed) {
        byte[] rgb = new byte[width * height * 3];
        new Random(seed).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }

    static RgbImage plain(int width, int height, int red, int green, int blue) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new RgbImage(width, height, rgb);
    }
}
