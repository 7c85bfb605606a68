package bottega.common.image;

import java.awt.image.BufferedImage;

/** BMP with a header of 12 to 124 bytes, plain, run-length coded or with bit fields. */
final class BmpFile {
    private static final String FORMAT = "bmp";
    private static final int V4 = 108;
    private static final int V5 = 124;
    private static final int COLOUR_SPACE = 70;
    private static final long EMBEDDED = 0x4d424544;
    private static final byte[] SRGB = {'B', 'G', 'R', 's'};
    private static final int RGB = 0;
    private static final int BITFIELDS = 3;

    private BmpFile() {}

    /** Two letters are a weak sign: the size of the header has to be one that exists. */
    static boolean looksLikeOne(byte[] bytes) {
        if (bytes.length < 18) {
            return bytes.length < 18 && bytes.length > 2;
        }
        long size = new FileBytes(FORMAT, bytes, false).u32(14);
        return size == 12 || size == 40 || size == 52 || size == 56 || size == 64 || size == 108 || size == 124;
    }

    static ImageFile open(byte[] bytes, ImageFile.SizeCheck sizeCheck) {
        FileBytes file = new FileBytes(FORMAT, bytes, false);
        boolean core = file.u32(14) == 12;
        file.require(14, core ? 12 : 40, "the header");
        int width = core ? file.u16(18) : file.i32(18);
        int height = Math.absExact(core ? file.u16(20) : file.i32(22));
        int bits = file.u16(core ? 24 : 28);
        long compression = core ? RGB : file.u32(30);
        if (width <= 0 || height == 0) {
            throw ImageProblems.damaged(FORMAT, "the header says " + width + "x" + height + " pixels");
        }
        sizeCheck.accept(FORMAT, width, height);
        if (compression > BITFIELDS) {
            throw ImageProblems.unsupported("BMP", "compression " + compression);
        }
        if (compression == RGB || compression == BITFIELDS) {
            long rowBytes = Math.ceilDiv((long) width * bits, 32) * 4;
            file.require(file.u32(10), rowBytes * height, rowBytes * height + " bytes of pixels");
        }
        byte[] profile = profile(file);
        return new ImageFile(FORMAT, width, height, 1, profile, () -> {
            BufferedImage image = Codecs.readFlawless(FORMAT, Codecs.Codec.BMP, withoutProfile(file));
            return RasterSamples.takeOver(image);
        });
    }

    private static byte[] profile(FileBytes file) {
        boolean embedded = file.u32(14) == V5 && file.u32(COLOUR_SPACE) == EMBEDDED;
        return embedded ? file.slice(14 + file.u32(126), file.u32(130), "a profile") : null;
    }

    /** Keeps the codec from reading profiles, which may be named by a path to any file of this machine. */
    private static byte[] withoutProfile(FileBytes file) {
        byte[] copy = file.array().clone();
        if (file.u32(14) == V4 || file.u32(14) == V5) {
            System.arraycopy(SRGB, 0, copy, COLOUR_SPACE, 4);
        }
        return copy;
    }
}
