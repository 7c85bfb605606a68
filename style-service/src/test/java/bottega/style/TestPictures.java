package bottega.style;

import bottega.common.image.RgbImage;

/** Small pictures drawn on the spot. */
public final class TestPictures {
    private TestPictures() {}

    /** Red grows to the right, green downwards, blue is flat. */
    public static RgbImage gradient(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            rgb[3 * i] = (byte) (255 * (i % width) / width);
            rgb[3 * i + 1] = (byte) (255 * (i / width) / height);
            rgb[3 * i + 2] = 80;
        }
        return new RgbImage(width, height, rgb);
    }

    /** Slanted yellow stripes on blue. */
    public static RgbImage stripes(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            boolean isStripe = (i % width + 2 * (i / width)) % 8 < 3;
            rgb[3 * i] = (byte) (isStripe ? 240 : 20);
            rgb[3 * i + 1] = (byte) (isStripe ? 210 : 40);
            rgb[3 * i + 2] = (byte) (isStripe ? 60 : 160);
        }
        return new RgbImage(width, height, rgb);
    }
}
