package bottega.common.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bottega.common.problem.ProblemException;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is a picture or a problem. */
class DamagedPictureTest {
    private static final Set<String> KINDS =
            Set.of("not-a-picture", "truncated-picture", "damaged-picture", "too-many-pixels");

    private final ImageDecoder decoder =
            new ImageDecoder(new DecodeLimits(4_000_000, 8_000_000, Duration.ofSeconds(10)));

    /** Cut off anywhere, be it before the very last byte; of GIF, only the first frame has to be there. */
    @Test
    void truncatedFilesAreRefused() {
        for (Map.Entry<String, byte[]> sample : samples().entrySet()) {
            byte[] file = sample.getValue();
            int end = sample.getKey().equals("gif") ? file.length - 1 : file.length;
            int step = Math.max(1, end / 400);
            for (int length = 0; length < end; length += end - length < 20 ? 1 : step) {
                byte[] cut = Arrays.copyOf(file, length);
                String where = sample.getKey() + " cut to " + length + " of " + file.length + " bytes";
                ProblemException problem = assertThrows(ProblemException.class, () -> decoder.decode(cut), where);
                assertTrue(KINDS.contains(kind(problem)), where + ": " + problem.getMessage());
                assertThrows(ProblemException.class, () -> decoder.readHeader(cut), where);
            }
        }
    }

    @Test
    void cutFilesAreCalledTruncated() {
        for (String name : List.of("png", "jpeg", "progressive jpeg", "webp", "gif")) {
            byte[] file = samples().get(name);
            ProblemException problem = assertThrows(
                    ProblemException.class, () -> decoder.decode(Arrays.copyOf(file, file.length / 2)), name);
            assertEquals("truncated-picture", kind(problem), name);
            assertEquals(422, problem.problem().status());
            assertNotNull(problem.problem().expected());
            assertNotNull(problem.problem().received());
            assertNotNull(problem.problem().remedy());
        }
    }

    /** The end marker is there, but some of the coded pixels are not: libjpeg would paint the rest grey. */
    @Test
    void jpegWithoutItsLastPixelsIsRefused() {
        RgbImage picture = TestPictures.pattern(200, 160);
        for (byte[] file : new byte[][] {JpegWriter.encode(picture, 0.9f), progressive(picture)}) {
            for (int missing : new int[] {60, 300, 1000}) {
                byte[] holed = TestPictures.concat(
                        Arrays.copyOf(file, file.length - 2 - missing), new byte[] {(byte) 0xff, (byte) 0xd9});
                assertKind("damaged-picture", holed);
            }
        }
    }

    @Test
    void checksumsOfPngCount() {
        byte[] file = samples().get("png").clone();
        file[60] ^= 1;
        assertKind("damaged-picture", file);
    }

    @Test
    void whatIsNoPictureIsSaidSo() {
        for (byte[] file : new byte[][] {
            {},
            {1, 2, 3},
            TestPictures.ascii("<html>not found</html>"),
            TestPictures.ascii("BMW is a car and a heading of a text"),
            TestPictures.ascii("%PDF-1.7 and so on"),
            TestPictures.ascii("RIFF\4\0\0\0WAVEfmt "),
            new byte[1000]
        }) {
            assertKind("not-a-picture", file);
        }
        ProblemException problem =
                assertThrows(ProblemException.class, () -> decoder.decode(TestPictures.ascii("<html>")));
        assertEquals(415, problem.problem().status());
    }

    /** Any header, before the file is looked at any further and before any memory is taken. */
    @Test
    void absurdSizesAreRefused() {
        byte[] jpeg = samples().get("jpeg").clone();
        int frame = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xc0});
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xff);
        byte[] gif = samples().get("gif").clone();
        Arrays.fill(gif, 6, 10, (byte) 0xff);
        byte[] bmp = samples().get("bmp").clone();
        bmp[21] = 0x7f;
        byte[] tall = samples().get("bmp").clone();
        tall[25] = (byte) 0x80;
        byte[] webp = samples().get("webp").clone();
        int bits = indexOf(webp, TestPictures.ascii("VP8L")) + 9;
        Arrays.fill(webp, bits, bits + 3, (byte) 0xff);
        for (byte[] file : new byte[][] {
            TestPictures.pngHeader(60_000, 60_000, 8, 2),
            TestPictures.pngHeader(Integer.MAX_VALUE, 1, 16, 6),
            TestPictures.pngHeader(4_000_001, 1, 1, 0),
            jpeg,
            gif,
            bmp,
            webp,
            tall
        }) {
            ProblemException problem = assertThrows(ProblemException.class, () -> decoder.decode(file));
            assertEquals("too-many-pixels", kind(problem));
            assertEquals(413, problem.problem().status());
            assertEquals("at most 4000000 pixels", problem.problem().expected());
        }
        assertKind("damaged-picture", TestPictures.pngHeader(-1, -1, 8, 2));
        assertKind("damaged-picture", TestPictures.pngHeader(0, 10, 8, 2));
    }

    @Test
    void arithmeticCodingIsNotRead() {
        byte[] jpeg = samples().get("jpeg").clone();
        jpeg[indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xc0}) + 1] = (byte) 0xc9;
        assertKind("not-a-picture", jpeg);
    }

    /** Random bytes changed, random parts cut out or doubled. Checksums of PNG are mended, so the codec is reached. */
    @Test
    void mutatedFilesGiveAPictureOrAProblem() {
        long seed = Long.getLong("bottega.test.seed", 20260725L);
        System.out.println("mutations with -Dbottega.test.seed=" + seed);
        Random random = new Random(seed);
        List<Map.Entry<String, byte[]>> samples = List.copyOf(samples().entrySet());
        int pictures = 0;
        int rounds = Integer.getInteger("bottega.test.mutations", 4000);
        for (int round = 0; round < rounds; round++) {
            Map.Entry<String, byte[]> sample = samples.get(random.nextInt(samples.size()));
            byte[] file = mutate(sample.getValue(), random);
            if (sample.getKey().startsWith("png") && random.nextInt(4) > 0) {
                mendChecksums(file);
            }
            try {
                RgbImage picture = decoder.decode(file);
                assertTrue((long) picture.width() * picture.height() <= 4_000_000);
                pictures++;
            } catch (ProblemException e) {
                assertTrue(KINDS.contains(kind(e)), () -> sample.getKey() + ": " + e.getMessage());
            } catch (Throwable e) {
                fail(sample.getKey() + " in round " + round + " of seed " + seed, e);
            }
        }
        assertTrue(pictures > rounds / 100, "some mutations do no harm, but only " + pictures + " passed");
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] file = original.clone();
        int header = Math.min(file.length, 64);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int range = random.nextBoolean() ? header : file.length;
            switch (random.nextInt(6)) {
                case 0 -> file[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[random.nextInt(range)] = (byte) random.nextInt(256);
                case 2 -> file[random.nextInt(range)] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
                case 3 -> {
                    int at = random.nextInt(file.length);
                    int count = random.nextInt(Math.min(50, file.length - at));
                    file = TestPictures.concat(
                            Arrays.copyOf(file, at), Arrays.copyOfRange(file, at + count, file.length));
                }
                case 4 -> {
                    int at = random.nextInt(file.length);
                    int end = at + random.nextInt(Math.min(50, file.length - at));
                    file = TestPictures.concat(Arrays.copyOf(file, end), Arrays.copyOfRange(file, at, file.length));
                }
                default -> {
                    int at = random.nextInt(Math.max(1, range - 4));
                    Arrays.fill(file, at, Math.min(file.length, at + 4), (byte) (random.nextBoolean() ? 0xff : 0));
                }
            }
            header = Math.min(header, file.length);
        }
        return file;
    }

    private static void mendChecksums(byte[] png) {
        FileBytes file = new FileBytes("png", png, true);
        for (long at = 8; at + 12 <= png.length; ) {
            long length = file.u32(at);
            if (at + 12 + length > png.length) {
                return;
            }
            CRC32 crc = new CRC32();
            crc.update(png, (int) at + 4, (int) length + 4);
            for (int i = 0; i < 4; i++) {
                png[(int) (at + 8 + length) + i] = (byte) (crc.getValue() >> 24 - 8 * i);
            }
            at += 12 + length;
        }
    }

    private void assertKind(String kind, byte[] file) {
        assertEquals(kind, kind(assertThrows(ProblemException.class, () -> decoder.decode(file))));
    }

    private static String kind(ProblemException problem) {
        return problem.problem().type().substring("urn:bottega:problem:".length());
    }

    private static int indexOf(byte[] file, byte[] wanted) {
        for (int i = 0; i + wanted.length <= file.length; i++) {
            if (Arrays.equals(file, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    /** Small, and of every kind of coding that can be made here. */
    private static Map<String, byte[]> samples() {
        RgbImage picture = TestPictures.gradient(47, 33);
        BufferedImage image = RgbImages.toBufferedImage(picture);
        BufferedImage alpha = new BufferedImage(30, 20, BufferedImage.TYPE_INT_ARGB);
        BufferedImage palette = new BufferedImage(30, 20, BufferedImage.TYPE_BYTE_INDEXED);
        palette.getGraphics().drawImage(image, 0, 0, null);
        alpha.getGraphics().drawImage(image, 0, 0, null);
        BufferedImage bilevel = new BufferedImage(30, 20, BufferedImage.TYPE_BYTE_BINARY);
        bilevel.getGraphics().drawImage(image, 0, 0, null);
        Map<String, byte[]> samples = new LinkedHashMap<>();
        samples.put("jpeg", TestPictures.write("jpg", picture));
        samples.put("progressive jpeg", progressive(picture));
        samples.put("cmyk jpeg", ColourTest.cmyk(10, 20, 30, 40, 2));
        samples.put("png", TestPictures.write("png", picture));
        samples.put("png with alpha", TestPictures.write("png", alpha));
        samples.put("png with palette", TestPictures.write("png", palette));
        samples.put("png bilevel", TestPictures.write("png", bilevel));
        samples.put("gif", TestPictures.write("gif", palette));
        samples.put("bmp", TestPictures.write("bmp", picture));
        samples.put("bmp with palette", TestPictures.write("bmp", palette));
        samples.put("bmp bilevel", TestPictures.write("bmp", bilevel));
        samples.put("webp", ImageDecoderTest.base64(ImageDecoderTest.WEBP_LOSSLESS));
        samples.put("lossy webp", ImageDecoderTest.base64(ImageDecoderTest.WEBP_LOSSY));
        samples.put("lossy webp with alpha", ImageDecoderTest.base64(ImageDecoderTest.WEBP_LOSSY_ALPHA));
        samples.put("animated webp", ImageDecoderTest.base64(ImageDecoderTest.WEBP_ANIMATED));
        for (String compression : List.of("none", "LZW", "Deflate", "JPEG", "PackBits")) {
            samples.put("tiff " + compression, tiff(image, compression));
        }
        samples.put("tiff CCITT", tiff(bilevel, "CCITT T.6"));
        return samples;
    }

    private static byte[] progressive(RgbImage picture) {
        return Codecs.write(
                "jpeg",
                writer -> {
                    ImageWriteParam parameters = writer.getDefaultWriteParam();
                    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
                    return parameters;
                },
                RgbImages.toBufferedImage(picture));
    }

    static byte[] tiff(BufferedImage image, String compression) {
        return Codecs.write(
                "tiff",
                writer -> {
                    ImageWriteParam parameters = writer.getDefaultWriteParam();
                    if (!compression.equals("none")) {
                        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                        parameters.setCompressionType(compression);
                    }
                    return parameters;
                },
                image);
    }
}
