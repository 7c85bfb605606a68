package bottega.common.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Embedded ICC profiles to sRGB, by the JDK's colour management, in the profile's own rendering intent. */
final class IccConversion {
    private static final int STRIP_PIXELS = 1 << 16;
    private static final int PROFILES_KEPT = 256;
    private static final int CONVERSIONS_KEPT = 16;
    private static final int GRID = 17;

    private static final int DEVICE_CLASS = 12;
    private static final int INTENT = 64;
    private static final int PERCEPTUAL = 0;
    private static final byte[] DISPLAY = {'m', 'n', 't', 'r'};

    /** SHA-256 and bands of profiles that are sRGB: to tell takes as long as to decode a small picture. */
    private static final Set<String> SRGB = ConcurrentHashMap.newKeySet();

    /** To set a conversion up takes some milliseconds; one is used by one thread at a time. */
    private static final Map<String, ColorConvertOp> IDLE = new ConcurrentHashMap<>();

    private IccConversion() {}

    /**
     * @return null when the profile is broken or fits another number of bands; the samples' own array when the profile
     *     is sRGB itself: one that moves none of 17x17x17 evenly spread colours by more than 1
     */
    static byte[] toSrgb(Samples samples, byte[] profile) {
        String key = hash(profile) + samples.bands();
        if (SRGB.contains(key)) {
            return samples.colour();
        }
        ColorConvertOp conversion = IDLE.remove(key);
        if (conversion == null) {
            conversion = prepare(profile, samples.bands());
        }
        if (conversion == null) {
            return null;
        }
        if (samples.bands() == 3 && movesNothing(conversion)) {
            if (SRGB.size() < PROFILES_KEPT) {
                SRGB.add(key);
            }
            return samples.colour();
        }
        byte[] rgb = convertAll(conversion, samples);
        if (IDLE.size() < CONVERSIONS_KEPT) {
            IDLE.put(key, conversion);
        }
        return rgb;
    }

    private static ColorConvertOp prepare(byte[] profile, int bands) {
        try {
            ICC_Profile source = ICC_Profile.getInstance(asDisplay(profile));
            if (source.getColorSpaceType() != typeOf(bands)) {
                return null;
            }
            ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
            ColorConvertOp conversion = new ColorConvertOp(new ICC_Profile[] {source, srgb}, null);
            // the profile is looked at here for the first time: a broken one throws now and not halfway
            convert(conversion, new byte[bands], bands, new byte[3], 1);
            return conversion;
        } catch (CMMException | IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * {@link ColorConvertOp} converts from a printer's profile by relative colorimetry whatever the profile's header
     * asks for; from a display's it does as asked.
     */
    private static byte[] asDisplay(byte[] profile) {
        FileBytes header = new FileBytes("ICC profile", profile, true);
        if (profile.length < 128 || !header.has(DEVICE_CLASS, "prtr") || header.u32(INTENT) != PERCEPTUAL) {
            return profile;
        }
        byte[] copy = profile.clone();
        System.arraycopy(DISPLAY, 0, copy, DEVICE_CLASS, 4);
        return copy;
    }

    private static int typeOf(int bands) {
        return switch (bands) {
            case 1 -> ColorSpace.TYPE_GRAY;
            case 3 -> ColorSpace.TYPE_RGB;
            default -> ColorSpace.TYPE_CMYK;
        };
    }

    private static String hash(byte[] profile) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(profile));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static boolean movesNothing(ColorConvertOp conversion) {
        byte[] in = new byte[GRID * GRID * GRID * 3];
        for (int i = 0; i < in.length / 3; i++) {
            in[i * 3] = (byte) (i % GRID * 255 / (GRID - 1));
            in[i * 3 + 1] = (byte) (i / GRID % GRID * 255 / (GRID - 1));
            in[i * 3 + 2] = (byte) (i / GRID / GRID * 255 / (GRID - 1));
        }
        byte[] out = new byte[in.length];
        convert(conversion, in, 3, out, in.length / 3);
        for (int i = 0; i < in.length; i++) {
            if (Math.abs((in[i] & 0xff) - (out[i] & 0xff)) > 1) {
                return false;
            }
        }
        return true;
    }

    private static byte[] convertAll(ColorConvertOp conversion, Samples samples) {
        int bands = samples.bands();
        int pixels = samples.width() * samples.height();
        byte[] rgb = bands == 3 ? samples.colour() : new byte[Math.multiplyExact(pixels, 3)];
        int size = Math.min(pixels, STRIP_PIXELS);
        byte[] in = new byte[size * bands];
        byte[] out = new byte[size * 3];
        for (int from = 0; from < pixels; from += size) {
            int count = Math.min(size, pixels - from);
            System.arraycopy(samples.colour(), from * bands, in, 0, count * bands);
            convert(conversion, in, bands, out, count);
            System.arraycopy(out, 0, rgb, from * 3, count * 3);
        }
        return rgb;
    }

    private static void convert(ColorConvertOp conversion, byte[] in, int bands, byte[] out, int pixels) {
        conversion.filter(raster(in, pixels, bands), raster(out, pixels, 3));
    }

    private static WritableRaster raster(byte[] data, int pixels, int bands) {
        int[] offsets = new int[bands];
        for (int i = 0; i < bands; i++) {
            offsets[i] = i;
        }
        return Raster.createInterleavedRaster(
                new DataBufferByte(data, pixels * bands), pixels, 1, pixels * bands, bands, offsets, null);
    }
}
