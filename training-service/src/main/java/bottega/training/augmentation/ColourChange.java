package bottega.training.augmentation;

import bottega.common.image.RgbImage;

/**
 * For channels c of 0 to 255, in this order: brightness {@code b c}; contrast {@code m + k (c - m)}, m being the mean luma
 * of the brightened picture; saturation {@code l + s (c - l)}, l being the pixel's luma; what is then below 0 or above 255
 * is clipped, and the hue of HSV is shifted. Luma is ITU-R BT.601's, {@code 0.299 R + 0.587 G + 0.114 B}. The result is
 * rounded once, at the end. Pillow and torchvision have the same equations but clip and round after each step, and cut off
 * instead of rounding.
 *
 * @param brightness 1 changes nothing
 * @param contrast 1 changes nothing, 0 is a grey surface
 * @param saturation 1 changes nothing, 0 is grey
 * @param hue in turns of the colour circle, from red to green to blue; 0 changes nothing
 */
record ColourChange(double brightness, double contrast, double saturation, double hue) {
    private static final float RED = 0.299f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    RgbImage apply(RgbImage picture) {
        byte[] source = picture.rgb();
        byte[] rgb = new byte[source.length];
        // brightness and contrast are one line; it does not change the luma of grey
        float slope = (float) (brightness * contrast);
        float offset = contrast == 1 ? 0 : (float) ((1 - contrast) * brightness * meanLuma(source));
        float colourful = (float) saturation;
        float grey = 1 - colourful;
        boolean shift = hue != 0;
        float sixths = (float) (hue * 6);
        for (int i = 0; i < rgb.length; i += 3) {
            float red = slope * (source[i] & 0xff) + offset;
            float green = slope * (source[i + 1] & 0xff) + offset;
            float blue = slope * (source[i + 2] & 0xff) + offset;
            float luma = grey * (RED * red + GREEN * green + BLUE * blue);
            red = clip(luma + colourful * red);
            green = clip(luma + colourful * green);
            blue = clip(luma + colourful * blue);
            if (shift) {
                shiftHue(red, green, blue, sixths, rgb, i);
            } else {
                store(rgb, i, red, green, blue);
            }
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }

    private static double meanLuma(byte[] source) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int i = 0; i < source.length; i += 3) {
            red += source[i] & 0xff;
            green += source[i + 1] & 0xff;
            blue += source[i + 2] & 0xff;
        }
        return (0.299 * red + 0.587 * green + 0.114 * blue) / (source.length / 3.0);
    }

    private static float clip(float value) {
        return Math.min(255, Math.max(0, value));
    }

    private static void store(byte[] target, int to, float red, float green, float blue) {
        target[to] = (byte) (int) (red + 0.5f);
        target[to + 1] = (byte) (int) (green + 0.5f);
        target[to + 2] = (byte) (int) (blue + 0.5f);
    }

    /** Smith 1978, "Color gamut transform pairs": value and chroma stay, the hue moves by {@code sixths} of the circle. */
    private static void shiftHue(float red, float green, float blue, float sixths, byte[] target, int to) {
        float value = Math.max(red, Math.max(green, blue));
        float least = Math.min(red, Math.min(green, blue));
        float chroma = value - least;
        if (chroma == 0) {
            store(target, to, red, green, blue);
            return;
        }
        float hue;
        if (value == red) {
            hue = (green - blue) / chroma;
        } else if (value == green) {
            hue = 2 + (blue - red) / chroma;
        } else {
            hue = 4 + (red - green) / chroma;
        }
        hue += sixths + 12; // positive: both are above -6
        store(
                target,
                to,
                channel(value, chroma, hue + 5),
                channel(value, chroma, hue + 3),
                channel(value, chroma, hue + 1));
    }

    /** @param place of the channel on the circle, 0 and 4 being where it begins and ceases to be missing */
    private static float channel(float value, float chroma, float place) {
        // far faster than %; a k that rounding leaves just outside 0 to 6 gives the same
        float k = place - 6 * (int) (place * (1 / 6f));
        return value - chroma * Math.max(0, Math.min(Math.min(k, 4 - k), 1));
    }
}
