package bottega.style.transfer;

import bottega.common.image.RgbImage;
import java.util.Random;

/** Between pictures and the optimiser's points: floats {@code [3, h, w]}, RGB, 0..1. */
final class Planes {
    private static final float NOISE_DEVIATION = 0.1f;

    private Planes() {}

    static float[] of(RgbImage picture) {
        int places = picture.width() * picture.height();
        byte[] rgb = picture.rgb();
        float[] planes = new float[3 * places];
        for (int place = 0; place < places; place++) {
            for (int channel = 0; channel < 3; channel++) {
                planes[channel * places + place] = (rgb[3 * place + channel] & 0xff) / 255f;
            }
        }
        return planes;
    }

    /** Rounded to 8 bits; what the optimiser left outside of 0..1 becomes black or full. */
    static RgbImage toPicture(float[] planes, int width, int height) {
        int places = width * height;
        byte[] rgb = new byte[3 * places];
        for (int place = 0; place < places; place++) {
            for (int channel = 0; channel < 3; channel++) {
                float value = Math.clamp(planes[channel * places + place], 0f, 1f);
                rgb[3 * place + channel] = (byte) Math.round(value * 255);
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** Mid-grey with Gaussian noise; the same numbers for the same seed on every machine. */
    static float[] noise(int length, long seed) {
        var random = new Random(seed);
        float[] planes = new float[length];
        for (int i = 0; i < length; i++) {
            planes[i] = 0.5f + NOISE_DEVIATION * (float) random.nextGaussian();
        }
        return planes;
    }
}
