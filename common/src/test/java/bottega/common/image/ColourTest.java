package bottega.common.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

/** Profiles, CMYK and the markers that say what a JPEG's components are. */
class ColourTest {
    private static final int[] AS_SRGB = {0, 1, 2};
    private static final int[] SWAPPED = {2, 1, 0};

    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults());

    /** Linear light to sRGB (IEC 61966-2-1). The profile has 8 bits, its conversion rounds twice: within 1. */
    @Test
    void linearRgbInPng() throws IOException {
        RgbImage stored = ramp();
        RgbImage decoded =
                decoder.decode(pngWithProfile(TestPictures.write("png", stored), TestProfiles.rgb(AS_SRGB, 1)));
        for (int x = 0; x < 256; x++) {
            assertEquals(encoded(x / 255.0), decoded.get(x, 0, 1), 1, "value " + x);
        }
    }

    @Test
    void linearGreyInPngAndJpeg() throws IOException {
        BufferedImage grey = new BufferedImage(256, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256 * 8; i++) {
            grey.getRaster().setSample(i % 256, i / 256, 0, i % 256);
        }
        byte[] png = pngWithProfile(TestPictures.write("png", grey), TestProfiles.grey(1));
        byte[] jpeg = withProfile(TestPictures.write("jpg", grey), TestProfiles.grey(1));
        RgbImage fromPng = decoder.decode(png);
        RgbImage fromJpeg = decoder.decode(jpeg);
        for (int x = 64; x < 256; x++) {
            assertEquals(encoded(x / 255.0), fromPng.get(x, 4, 1), 1, "value " + x);
            // the JPEG itself moves values by some 2 at quality 0.75
            assertEquals(encoded(x / 255.0), fromJpeg.get(x, 4, 1), 4, "value " + x);
        }
    }

    /** Red and blue exchanged in the profile come out exchanged in the picture. */
    @Test
    void primariesInJpeg() {
        byte[] jpeg = TestPictures.write("jpg", TestPictures.gradient(32, 24));
        RgbImage plain = decoder.decode(withProfile(jpeg, TestProfiles.rgb(AS_SRGB, 2.2)));
        RgbImage swapped = decoder.decode(withProfile(jpeg, TestProfiles.rgb(SWAPPED, 2.2)));
        for (int i = 0; i < 32 * 24; i++) {
            assertEquals(plain.get(i % 32, i / 32, 0), swapped.get(i % 32, i / 32, 2), 1);
            assertEquals(plain.get(i % 32, i / 32, 1), swapped.get(i % 32, i / 32, 1), 1);
        }
    }

    /** 64 kB is the most that a segment holds, so encoders cut profiles; the parts may come in any order. */
    @Test
    void profileInParts() {
        byte[] jpeg = TestPictures.write("jpg", TestPictures.gradient(32, 24));
        byte[] profile = TestProfiles.rgb(SWAPPED, 2.2);
        int half = profile.length / 2;
        byte[] first = TestPictures.concat(TestPictures.ascii("ICC_PROFILE\0\1\2"), Arrays.copyOf(profile, half));
        byte[] second = TestPictures.concat(
                TestPictures.ascii("ICC_PROFILE\0\2\2"), Arrays.copyOfRange(profile, half, profile.length));
        byte[] cut = TestPictures.withSegment(
                TestPictures.withSegment(jpeg, TestPictures.APP2, first), TestPictures.APP2, second);
        assertArrayEquals(
                decoder.decode(withProfile(jpeg, profile)).rgb(),
                decoder.decode(cut).rgb());
    }

    @Test
    void brokenProfilesCountAsNone() throws IOException {
        byte[] png = TestPictures.write("png", TestPictures.pattern(20, 10));
        byte[] jpeg = TestPictures.write("jpg", TestPictures.gradient(20, 10));
        byte[] broken = TestProfiles.rgb(SWAPPED, 2.2);
        Arrays.fill(broken, 132, broken.length, (byte) 0x55);
        for (byte[] profile : new byte[][] {broken, new byte[0], {1, 2, 3}, TestProfiles.grey(1)}) {
            assertArrayEquals(
                    decoder.decode(png).rgb(),
                    decoder.decode(pngWithProfile(png, profile)).rgb());
            assertArrayEquals(
                    decoder.decode(jpeg).rgb(),
                    decoder.decode(withProfile(jpeg, profile)).rgb());
        }
    }

    /** Constant colour: what JPEG keeps within 1. Adobe's files hold 255 - ink. */
    @Test
    void cmykJpeg() {
        byte[] file = cmyk(255 - 51, 255 - 102, 255 - 0, 255 - 51, 0);
        // (255 - ink) (255 - black) / 255
        assertColour(new int[] {163, 122, 204}, decoder.decode(file), 1);
        assertEquals("jpeg", decoder.readHeader(file).format());
    }

    /** Adobe's YCCK is a YCbCr transform of 255 - ink: grey 200 is Y 200, Cb and Cr 128. */
    @Test
    void ycckJpeg() {
        // inks of 200: light of 55 in every channel; black ink 51
        assertColour(new int[] {44, 44, 44}, decoder.decode(cmyk(200, 128, 128, 255 - 51, 2)), 1);
    }

    /** The inks of the profile are grey: full cyan is L* 66.7, which sRGB has at 162. */
    @Test
    void cmykJpegWithProfile() {
        byte[] profile = TestProfiles.greyInks();
        assertColour(new int[] {162, 162, 162}, decoder.decode(withProfile(cmyk(0, 255, 255, 255, 0), profile)), 3);
        assertColour(new int[] {255, 255, 255}, decoder.decode(withProfile(cmyk(255, 255, 255, 255, 0), profile)), 2);
        assertColour(new int[] {0, 0, 0}, decoder.decode(withProfile(cmyk(255, 255, 255, 0, 0), profile)), 2);
    }

    /** Without JFIF and with Adobe's marker 0 three components are RGB; without either they are YCbCr. */
    @Test
    void rgbJpeg() {
        byte[] ycc = TestPictures.withoutSegments(
                TestPictures.write("jpg", TestPictures.constant(16, 16, 100, 128, 128)), 0xe0);
        RgbImage asYcc = decoder.decode(ycc);
        RgbImage asRgb = decoder.decode(TestPictures.withSegment(ycc, TestPictures.APP14, adobe(0)));
        assertColour(new int[] {100, 128, 128}, asYcc, 2);
        // the stored Y, Cb, Cr of that colour, taken for red, green, blue
        assertColour(new int[] {120, 133, 114}, asRgb, 2);
        assertArrayEquals(
                asYcc.rgb(),
                decoder.decode(TestPictures.withSegment(ycc, TestPictures.APP14, adobe(1)))
                        .rgb());
    }

    private static void assertColour(int[] expected, RgbImage picture, int tolerance) {
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(expected[channel], picture.get(5, 5, channel), tolerance, "channel " + channel);
        }
    }

    private static RgbImage ramp() {
        byte[] rgb = new byte[256 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3);
        }
        return new RgbImage(256, 1, rgb);
    }

    private static int encoded(double linear) {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.round(value * 255);
    }

    static byte[] pngWithProfile(byte[] png, byte[] profile) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(profile);
        }
        return TestPictures.withChunk(
                png, "iCCP", TestPictures.concat(TestPictures.ascii("test\0\0"), packed.toByteArray()));
    }

    private static byte[] withProfile(byte[] jpeg, byte[] profile) {
        return TestPictures.withSegment(
                jpeg, TestPictures.APP2, TestPictures.concat(TestPictures.ascii("ICC_PROFILE\0\1\1"), profile));
    }

    private static byte[] adobe(int transform) {
        return TestPictures.concat(TestPictures.ascii("Adobe\0\144\0\0\0\0"), new byte[] {(byte) transform});
    }

    /** A JPEG of four components as stored, of one colour. */
    static byte[] cmyk(int first, int second, int third, int fourth, int adobeTransform) {
        WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
        int[] pixel = {first, second, third, fourth};
        for (int i = 0; i < 256; i++) {
            raster.setPixel(i % 16, i / 16, pixel);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(raster, null, null), null);
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            writer.dispose();
        }
        byte[] plain = TestPictures.withoutSegments(
                TestPictures.withoutSegments(file.toByteArray(), 0xe0), TestPictures.APP14);
        return TestPictures.withSegment(plain, TestPictures.APP14, adobe(adobeTransform));
    }
}
