package bottega.common.image;

import java.util.Arrays;

/**
 * Pixels as the file holds them, 8 bits a sample, before any colour conversion.
 *
 * @param bands 1 grey, 3 red green blue, 4 cyan magenta yellow black (255 is full ink)
 * @param colour {@code [height, width, bands]}, not multiplied by alpha
 * @param alpha {@code [height, width]}, 255 is opaque; null when everything is
 */
record Samples(int width, int height, int bands, byte[] colour, byte[] alpha) {
    Samples {
        if (bands != 1 && bands != 3 && bands != 4) {
            throw new IllegalArgumentException("bands: expected 1, 3 or 4, received " + bands);
        }
    }

    /** On a transparent canvas; these samples lie wholly within it. */
    Samples placeOn(int canvasWidth, int canvasHeight, int left, int top) {
        if (width == canvasWidth && height == canvasHeight) {
            return this;
        }
        byte[] canvas = new byte[Math.multiplyExact(canvasWidth * canvasHeight, bands)];
        byte[] canvasAlpha = new byte[canvasWidth * canvasHeight];
        for (int y = 0; y < height; y++) {
            int from = y * width;
            int to = (top + y) * canvasWidth + left;
            System.arraycopy(colour, from * bands, canvas, to * bands, width * bands);
            if (alpha == null) {
                Arrays.fill(canvasAlpha, to, to + width, (byte) 255);
            } else {
                System.arraycopy(alpha, from, canvasAlpha, to, width);
            }
        }
        return new Samples(canvasWidth, canvasHeight, bands, canvas, canvasAlpha);
    }
}
