package bottega.common.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    /** Made with libwebp by way of Pillow from {@link TestPictures#pattern} of 9x7. */
    static final String WEBP_LOSSLESS =
            "UklGRkQAAABXRUJQVlA4TDgAAAAvCIABALkyRPQ/dhHR/4CCtm2YSEVT/hC7y0BB2zZsLD3bUExB2gYsbHdiAgA9rQ94+8G8g4d4AA==";

    static final String WEBP_ORIENTATION_6 =
            "UklGRngAAABXRUJQVlA4WAoAAAAIAAAACAAABgAAVlA4TDgAAAAvCIABALkyRPQ/dhHR/4CCtm2YSEVT/hC7y0BB2zZsLD3bUExB2gYsbHdi"
                    + "AgA9rQ94+8G8g4d4AEVYSUYaAAAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAA=";

    /** Alpha of column x is 31 x. */
    static final String WEBP_ALPHA =
            "UklGRkoAAABXRUJQVlA4TD0AAAAvCIABELkyRPQ/dhHR/4CCtm2YSEVT/hC7y0BB2zZsLD3bUExB2gYsbHcEAilskicASM+tD3DtB3MdXIgL"
                    + "AA==";

    static final String WEBP_ANIMATED =
            "UklGRhQCAABXRUJQVlA4WAoAAAACAAAACAAABgAAQU5JTQYAAAAAAAAAAABBTk1G8AAAAAAAAAAAAAgAAAYAAAAAAAJWUDhM2AAAAC8IgAEA"
                    + "94GQjSS9zlCV4AyfYAkRtG3b2LPtCRQBAAhJs7Zt25v2BX6En2BmG4ln25fNbGZbZf7jPeC/vluPf3tuLf69uCUqAAATAJj5D2gFUzB4MFnw"
                    + "alLhS6EVGk5NM1yZOrhXBEWALdMF+6YVThRVUWHeDMCK6YZNxVIsaJspGDCjMKr4ig8ZswVFswo1JVESCJpzEDMnIa2UwDAAwKLZZdu2bRfR"
                    + "/wCkoHtpM18wLZlB3q0Pyip2VA77h3OqE1fj8RO85ib1dEKUaPhZu9wII1th0W8vBkFOTUbwAAAAAAAAAAAACAAABgAAAAAAAFZQOEzYAAAA"
                    + "LwiAAQD3gZCNJPEMVQX+DJ9gCRW0bcOGlJ0EigAABKPZtm1vaS/wI/wEs9pKPNu+bGYz2yrzH2/SSwEpcxKi5hwElFiJoWZWoWi2IKN4igej"
                    + "ZgQGzCS0FVMxYdN0wYrph3lFURQ4MS2wbzphS+EVHu5NLVyZJjhVKIWCL5MCryYTHhRUQQFl/gPUBABAAdwS/Htxa/Zvz63bvz4wDACwaHbZ"
                    + "tm3bRfQ//n0oI1thsXft8sCUaOSem9TTBRI6pzpxNZ4Ax1jFjsrh39YXoSUz6LO0mW+IFHwB";

    /** The left half (200, 60, 30), the right (20, 90, 180), lossy. */
    static final String WEBP_LOSSY =
            "UklGRloAAABXRUJQVlA4IE4AAACQBACdASogABAAPjEUiEKiISEYBAAgAwS0AE6ZQjgbwD8AP1A4wLsB+lYCeHAA/vBsr/9SO6R3TNd7f/j4"
                    + "OKmHP/nO15MoN8atA8+/PAA=";

    /** The same with an alpha of 102 everywhere. */
    static final String WEBP_LOSSY_ALPHA =
            "UklGRn4AAABXRUJQVlA4WAoAAAAQAAAAHwAADwAAQUxQSAoAAAABB1CziAhERP8DVlA4IE4AAACQBACdASogABAAPjEUiEKiISEYBAAgAwS0"
                    + "AE6ZQjgbwD8AP1A4wLsB+lYCeHAA/vBsr/9SO6R3TNd7f/j4OKmHP/nO15MoN8atA8+/PAA=";

    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults());

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void losslessFormatsKeepEveryByte(String format) {
        RgbImage picture = TestPictures.pattern(37, 23);
        byte[] file = TestPictures.write(format, picture);
        assertEquals(new ImageHeader(format, 37, 23), decoder.readHeader(file));
        assertArrayEquals(picture.rgb(), decoder.decode(file).rgb());
    }

    @Test
    void ownPngIsReadBack() {
        RgbImage picture = TestPictures.pattern(37, 23);
        assertArrayEquals(
                picture.rgb(), decoder.decode(PngWriter.encode(picture)).rgb());
    }

    /** A smooth picture at quality 0.95: quantisation and chroma at half the resolution move it a little. */
    @Test
    void jpegIsNear() {
        RgbImage picture = TestPictures.gradient(64, 48);
        byte[] file = JpegWriter.encode(picture, 0.95f);
        assertEquals(new ImageHeader("jpeg", 64, 48), decoder.readHeader(file));
        int difference = TestPictures.largestDifference(picture, decoder.decode(file));
        assertTrue(difference <= 12, "largest difference " + difference);
    }

    @Test
    void webp() {
        RgbImage picture = TestPictures.pattern(9, 7);
        assertEquals(new ImageHeader("webp", 9, 7), decoder.readHeader(base64(WEBP_LOSSLESS)));
        assertArrayEquals(picture.rgb(), decoder.decode(base64(WEBP_LOSSLESS)).rgb());
        assertArrayEquals(
                Orientation.apply(picture, 6).rgb(),
                decoder.decode(base64(WEBP_ORIENTATION_6)).rgb());
        assertArrayEquals(picture.rgb(), decoder.decode(base64(WEBP_ANIMATED)).rgb());
        RgbImage onWhite = decoder.decode(base64(WEBP_ALPHA));
        for (int x = 0; x < 9; x++) {
            assertEquals(onWhite(picture.get(x, 3, 0), 31 * x), onWhite.get(x, 3, 0), "column " + x);
        }
    }

    /** Away from the border of the halves libwebp has (201, 60, 30) and (20, 90, 180). */
    @Test
    void lossyWebp() {
        RgbImage opaque = decoder.decode(base64(WEBP_LOSSY));
        RgbImage translucent = decoder.decode(base64(WEBP_LOSSY_ALPHA));
        int[][] expected = {{201, 60, 30}, {20, 90, 180}};
        for (int half = 0; half < 2; half++) {
            for (int channel = 0; channel < 3; channel++) {
                int value = opaque.get(4 + 23 * half, 8, channel);
                assertEquals(expected[half][channel], value, 1);
                assertEquals(onWhite(value, 102), translucent.get(4 + 23 * half, 8, channel));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,BIG", "2,BIG", "3,LITTLE", "4,BIG", "5,LITTLE", "6,BIG", "6,LITTLE", "7,BIG", "8,LITTLE"})
    void exifOrientation(int orientation, String order) {
        byte[] exif =
                TestPictures.exif(orientation, order.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        byte[] jpeg = TestPictures.write("jpg", TestPictures.gradient(16, 8));
        byte[] png = TestPictures.write("png", TestPictures.pattern(16, 8));
        for (byte[][] pair : new byte[][][] {
            {
                jpeg,
                TestPictures.withSegment(
                        jpeg, TestPictures.APP1, TestPictures.concat(TestPictures.ascii("Exif\0\0"), exif))
            },
            {png, TestPictures.withChunk(png, "eXIf", exif)}
        }) {
            RgbImage stored = decoder.decode(pair[0]);
            RgbImage shown = decoder.decode(pair[1]);
            boolean turned = orientation > 4;
            assertEquals(turned ? 8 : 16, shown.width());
            assertEquals(turned ? 8 : 16, decoder.readHeader(pair[1]).width());
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 16; x++) {
                    // EXIF 2.32: where the stored row 0 and column 0 are seen
                    int[] seen =
                            switch (orientation) {
                                case 1 -> new int[] {x, y};
                                case 2 -> new int[] {15 - x, y};
                                case 3 -> new int[] {15 - x, 7 - y};
                                case 4 -> new int[] {x, 7 - y};
                                case 5 -> new int[] {y, x};
                                case 6 -> new int[] {7 - y, x};
                                case 7 -> new int[] {7 - y, 15 - x};
                                default -> new int[] {y, 15 - x};
                            };
                    assertEquals(stored.get(x, y, 0), shown.get(seen[0], seen[1], 0));
                    assertEquals(stored.get(x, y, 1), shown.get(seen[0], seen[1], 1));
                }
            }
        }
    }

    @Test
    void brokenExifCountsAsNone() {
        byte[] jpeg = TestPictures.write("jpg", TestPictures.gradient(16, 8));
        byte[] exif = TestPictures.exif(6, ByteOrder.BIG_ENDIAN);
        exif[4] = 127; // the directory lies beyond the end
        byte[] file = TestPictures.withSegment(
                jpeg, TestPictures.APP1, TestPictures.concat(TestPictures.ascii("Exif\0\0"), exif));
        assertArrayEquals(decoder.decode(jpeg).rgb(), decoder.decode(file).rgb());
    }

    @Test
    void greyIsTakenAsItIs() {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            BufferedImage image = new BufferedImage(256, 1, type);
            for (int x = 0; x < 256; x++) {
                image.getRaster().setSample(x, 0, 0, type == BufferedImage.TYPE_BYTE_GRAY ? x : x * 257);
            }
            for (String format : new String[] {"png", "tiff"}) {
                RgbImage decoded = decoder.decode(TestPictures.write(format, image));
                for (int x = 0; x < 256; x++) {
                    assertEquals(x, decoded.get(x, 0, 0));
                    assertEquals(x, decoded.get(x, 0, 2));
                }
            }
        }
    }

    /** round(v / 257): 128 is still 0, 129 is 1. */
    @Test
    void sixteenBitsAreRounded() {
        int[] samples = {0, 128, 129, 257, 32767, 32768, 65406, 65407, 65535};
        ByteBuffer row = ByteBuffer.allocate(1 + samples.length * 6).put((byte) 0);
        for (int sample : samples) {
            row.putShort((short) sample).putShort((short) 0).putShort((short) sample);
        }
        RgbImage decoded = decoder.decode(png(samples.length, 1, 16, 2, row.array()));
        for (int x = 0; x < samples.length; x++) {
            assertEquals(Math.round(samples[x] / 257.0), decoded.get(x, 0, 0));
            assertEquals(0, decoded.get(x, 0, 1));
        }
    }

    @Test
    void alphaIsLaidOnWhite() {
        BufferedImage image = new BufferedImage(256, 3, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < 256; x++) {
            image.setRGB(x, 0, x << 24 | 0x102030);
            image.setRGB(x, 1, x << 24 | 0xffffff);
            image.setRGB(x, 2, x << 24);
        }
        RgbImage decoded = decoder.decode(TestPictures.write("png", image));
        for (int x = 0; x < 256; x++) {
            assertEquals(onWhite(0x10, x), decoded.get(x, 0, 0));
            assertEquals(onWhite(0x30, x), decoded.get(x, 0, 2));
            assertEquals(255, decoded.get(x, 1, 1));
            assertEquals(255 - x, decoded.get(x, 2, 1));
        }
        // the JDK's own types: premultiplied colours are divided again
        BufferedImage premultiplied = new BufferedImage(256, 3, BufferedImage.TYPE_INT_ARGB_PRE);
        premultiplied.getGraphics().drawImage(image, 0, 0, null);
        int difference = TestPictures.largestDifference(decoded, RgbImages.fromBufferedImage(premultiplied));
        assertTrue(difference <= 1, "rounding of the multiplication only, but " + difference);
    }

    @Test
    void palettes() {
        byte[] reds = {0, (byte) 255, 100, 7};
        byte[] greens = {0, 10, 20, 30};
        byte[] blues = {9, 8, 7, 6};
        for (int bits : new int[] {1, 2, 4, 8}) {
            int size = Math.min(4, 1 << bits);
            IndexColorModel palette = new IndexColorModel(bits, size, reds, greens, blues, 1);
            BufferedImage image = new BufferedImage(
                    5, 3, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, palette);
            for (int i = 0; i < 15; i++) {
                image.getRaster().setSample(i % 5, i / 5, 0, i % size);
            }
            for (String format : new String[] {"png", "gif"}) {
                RgbImage decoded = decoder.decode(TestPictures.write(format, image));
                for (int i = 0; i < 15; i++) {
                    int index = i % size;
                    int expected = index == 1 ? 255 : reds[index] & 0xff; // 1 is transparent
                    assertEquals(expected, decoded.get(i % 5, i / 5, 0), format + " of " + bits + " bits");
                    assertEquals(index == 1 ? 255 : greens[index], decoded.get(i % 5, i / 5, 1));
                }
            }
        }
    }

    @Test
    void bilevel() {
        BufferedImage image = new BufferedImage(19, 5, BufferedImage.TYPE_BYTE_BINARY);
        for (int i = 0; i < 95; i += 3) {
            image.getRaster().setSample(i % 19, i / 19, 0, 1);
        }
        for (String format : new String[] {"png", "bmp", "tiff", "gif"}) {
            RgbImage decoded = decoder.decode(TestPictures.write(format, image));
            for (int i = 0; i < 95; i++) {
                assertEquals(i % 3 == 0 ? 255 : 0, decoded.get(i % 19, i / 19, 1), format);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "LZW", "Deflate", "ZLib", "PackBits", "JPEG"})
    void tiffCompressions(String compression) {
        RgbImage picture = TestPictures.gradient(150, 90);
        byte[] file = DamagedPictureTest.tiff(RgbImages.toBufferedImage(picture), compression);
        int difference = TestPictures.largestDifference(picture, decoder.decode(file));
        // the writer's JPEG has quality 0.75
        assertTrue(difference <= (compression.equals("JPEG") ? 24 : 0), "largest difference " + difference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
    void fax(String compression) {
        BufferedImage image = new BufferedImage(100, 40, BufferedImage.TYPE_BYTE_BINARY);
        for (int i = 0; i < 4000; i++) {
            image.getRaster().setSample(i % 100, i / 100, 0, i * i / 77 & 1);
        }
        RgbImage decoded = decoder.decode(DamagedPictureTest.tiff(image, compression));
        for (int i = 0; i < 4000; i++) {
            assertEquals((i * i / 77 & 1) * 255, decoded.get(i % 100, i / 100, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gifOfManyColours(boolean interlaced) {
        IndexColorModel palette = greyPalette();
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_BYTE_INDEXED, palette);
        for (int i = 0; i < 30_000; i++) {
            image.getRaster().setSample(i % 200, i / 200, 0, i * 7919 >> 4 & 255);
        }
        RgbImage decoded = decoder.decode(Codecs.write(
                "gif",
                writer -> {
                    var parameters = writer.getDefaultWriteParam();
                    parameters.setProgressiveMode(
                            interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
                    return parameters;
                },
                image));
        for (int i = 0; i < 30_000; i++) {
            assertEquals(i * 7919 >> 4 & 255, decoded.get(i % 200, i / 200, 1));
        }
    }

    /** The frame's descriptor is moved: what it leaves free of the screen is white. */
    @Test
    void gifFrameStandsAtItsPlace() {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED, greyPalette());
        byte[] file = TestPictures.write("gif", image);
        file[6] = 10;
        file[8] = 8;
        int frame = 13 + 3 * 256;
        while (file[frame] != 0x2c) {
            frame++;
        }
        file[frame + 1] = 3;
        file[frame + 3] = 2;
        RgbImage decoded = decoder.decode(file);
        assertEquals(new ImageHeader("gif", 10, 8), decoder.readHeader(file));
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 10; x++) {
                boolean inside = x >= 3 && x < 7 && y >= 2 && y < 6;
                assertEquals(inside ? 0 : 255, decoded.get(x, y, 0));
            }
        }
    }

    @Test
    void headerTellsTheSizeWithoutDecoding() {
        // the pixels of this one are nonsense, which only decoding would find
        byte[] file = TestPictures.concat(
                TestPictures.pngHeader(300, 200, 8, 2),
                TestPictures.chunk("IDAT", new byte[] {1, 2, 3}),
                TestPictures.chunk("IEND", new byte[0]));
        assertEquals(new ImageHeader("png", 300, 200), decoder.readHeader(file));
    }

    static int onWhite(int value, int alpha) {
        return (int) Math.round((value * alpha + 255.0 * (255 - alpha)) / 255);
    }

    private static IndexColorModel greyPalette() {
        byte[] greys = new byte[256];
        for (int i = 0; i < 256; i++) {
            greys[i] = (byte) i;
        }
        return new IndexColorModel(8, 256, greys, greys, greys);
    }

    static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    /**
     * @param rows each begins with its filter byte
     */
    static byte[] png(int width, int height, int bits, int colourType, byte[] rows) {
        byte[] packed = new byte[rows.length + 100];
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(rows);
            deflater.finish();
            int length = deflater.deflate(packed);
            return TestPictures.concat(
                    TestPictures.pngHeader(width, height, bits, colourType),
                    TestPictures.chunk("IDAT", Arrays.copyOf(packed, length)),
                    TestPictures.chunk("IEND", new byte[0]));
        }
    }
}
