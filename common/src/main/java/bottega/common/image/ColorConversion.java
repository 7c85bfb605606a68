package bottega.common.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Samples to sRGB on white. With an embedded profile that fits the number of bands the JDK's colour management converts
 * 8-bit samples (16-bit ones have been rounded before); without one grey and RGB are taken for sRGB, and CMYK is
 * {@code (255 - ink)(255 - black) / 255}, rounded, as Pillow does. A profile that does not fit or is broken counts as
 * none, as in other viewers. Transparency is laid on white in sRGB's own values, as other tools do:
 * {@code (c a + 255 (255 - a)) / 255}, rounded.
 */
final class ColorConversion {
    private static final int STRIP_PIXELS = 1 << 16;

    private ColorConversion() {}

    static RgbImage toRgb(Samples samples, byte[] profile) {
        ICC_Profile source = profile == null ? null : profileFor(samples.bands(), profile);
        byte[] rgb = source == null ? withoutProfile(samples) : withProfile(samples, source);
        if (samples.alpha() != null) {
            layOnWhite(rgb, samples.alpha());
        }
        return new RgbImage(samples.width(), samples.height(), rgb);
    }

    private static ICC_Profile profileFor(int bands, byte[] data) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(data);
            int type = profile.getColorSpaceType();
            boolean fits =
                    switch (bands) {
                        case 1 -> type == ColorSpace.TYPE_GRAY;
                        case 3 -> type == ColorSpace.TYPE_RGB;
                        default -> type == ColorSpace.TYPE_CMYK;
                    };
            return fits ? profile : null;
        } catch (IllegalArgumentException | CMMException e) {
            return null;
        }
    }

    private static byte[] withProfile(Samples samples, ICC_Profile profile) {
        int bands = samples.bands();
        int pixels = samples.width() * samples.height();
        byte[] rgb = bands == 3 ? samples.colour() : new byte[Math.multiplyExact(pixels, 3)];
        ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
        ColorConvertOp conversion = new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null);
        int size = Math.min(pixels, STRIP_PIXELS);
        byte[] in = new byte[size * bands];
        byte[] out = new byte[size * 3];
        try {
            for (int from = 0; from < pixels; from += size) {
                int count = Math.min(size, pixels - from);
                System.arraycopy(samples.colour(), from * bands, in, 0, count * bands);
                conversion.filter(raster(in, count, bands), raster(out, count, 3));
                System.arraycopy(out, 0, rgb, from * 3, count * 3);
            }
        } catch (CMMException | IllegalArgumentException e) {
            return withoutProfile(samples);
        }
        return rgb;
    }

    private static WritableRaster raster(byte[] data, int pixels, int bands) {
        int[] offsets = new int[bands];
        for (int i = 0; i < bands; i++) {
            offsets[i] = i;
        }
        return Raster.createInterleavedRaster(
                new DataBufferByte(data, pixels * bands), pixels, 1, pixels * bands, bands, offsets, null);
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
