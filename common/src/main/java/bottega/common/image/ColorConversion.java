package bottega.common.image;

/**
 * Samples to sRGB on white. With an embedded profile that fits the number of bands the JDK's colour management converts
 * 8-bit samples (16-bit ones have been rounded before); without one grey and RGB are taken for sRGB, and CMYK is
 * {@code (255 - ink)(255 - black) / 255}, rounded, as Pillow does. A profile that does not fit or is broken counts as
 * none, as in other viewers. Transparency is laid on white in sRGB's own values, as other tools do:
 * {@code (c a + 255 (255 - a)) / 255}, rounded.
 */
final class ColorConversion {
    private ColorConversion() {}

    static RgbImage toRgb(Samples samples, byte[] profile) {
        byte[] converted = profile == null ? null : IccConversion.toSrgb(samples, profile);
        byte[] rgb = converted == null ? withoutProfile(samples) : converted;
        if (samples.alpha() != null) {
            layOnWhite(rgb, samples.alpha());
        }
        return new RgbImage(samples.width(), samples.height(), rgb);
    }

    private static byte[] withoutProfile(Samples samples) {
        return switch (samples.bands()) {
            case 1 -> fromGrey(samples.colour());
            case 3 -> samples.colour();
            default -> fromCmyk(samples.colour());
        };
    }

    private static byte[] fromGrey(byte[] grey) {
        byte[] rgb = new byte[Math.multiplyExact(grey.length, 3)];
        for (int i = 0; i < grey.length; i++) {
            rgb[i * 3] = grey[i];
            rgb[i * 3 + 1] = grey[i];
            rgb[i * 3 + 2] = grey[i];
        }
        return rgb;
    }

    private static byte[] fromCmyk(byte[] cmyk) {
        byte[] rgb = new byte[cmyk.length / 4 * 3];
        int to = 0;
        for (int i = 0; i < cmyk.length; i += 4) {
            int light = 255 - (cmyk[i + 3] & 0xff);
            for (int band = 0; band < 3; band++) {
                rgb[to++] = (byte) (light - divide255((cmyk[i + band] & 0xff) * light));
            }
        }
        return rgb;
    }

    private static void layOnWhite(byte[] rgb, byte[] alpha) {
        for (int i = 0; i < alpha.length; i++) {
            int a = alpha[i] & 0xff;
            if (a != 255) {
                int white = 255 * (255 - a);
                for (int at = i * 3; at < i * 3 + 3; at++) {
                    rgb[at] = (byte) divide255((rgb[at] & 0xff) * a + white);
                }
            }
        }
    }

    /** {@code round(value / 255)} for 0..65025. */
    private static int divide255(int value) {
        int t = value + 128;
        return ((t >> 8) + t) >> 8;
    }
}
