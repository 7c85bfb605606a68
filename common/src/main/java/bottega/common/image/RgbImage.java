package bottega.common.image;

import java.util.Objects;

/**
 * A picture in memory: sRGB, 8 bits a channel, uint8 {@code [height, width, 3]}, rows from top to bottom, R, G, B
 * interleaved. The array is not copied: whoever hands it over does not change it any more.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param rgb {@code height * width * 3} bytes, each 0..255 (unsigned)
 */
public record RgbImage(int width, int height, byte[] rgb) {
    public RgbImage {
        Objects.requireNonNull(rgb, "rgb");
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("expected at least 1x1 pixel, received " + width + "x" + height);
        }
        if (rgb.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new IllegalArgumentException("expected " + width + "*" + height + "*3 = " + (width * height * 3L)
                    + " bytes, received " + rgb.length);
        }
    }

    /**
     * @param channel 0 red, 1 green, 2 blue
     * @return 0..255
     */
    public int get(int x, int y, int channel) {
        Objects.checkIndex(x, width);
        Objects.checkIndex(y, height);
        Objects.checkIndex(channel, 3);
        return rgb[(y * width + x) * 3 + channel] & 0xff;
    }
}
