package bottega.common.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * TIFF 6.0 and BigTIFF, the first page: bilevel, grey, palette, RGB, CMYK, YCbCr and Lab, uncompressed, PackBits, LZW,
 * Deflate, CCITT or JPEG. The codec is handed a directory from which everything is gone that pixels do not need.
 */
final class TiffFile {
    static final String FORMAT = "tiff";

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int PLANAR = 284;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int JPEG_TABLES = 347;
    static final int ICC_PROFILE = 34675;

    static final int SEPARATED = 5;
    private static final int LAB = 8;
    private static final int UNCOMPRESSED = 1;
    private static final int JPEG = 7;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int UNASSOCIATED_ALPHA = 2;
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32773L, 32946L);
    /** The above and fill order, CCITT options, predictor, palette, inks, sample format, chroma subsampling. */
    private static final Set<Integer> FOR_THE_CODEC = Set.of(
            256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323, 324, 325, 332, 334,
            338, 339, 530, 531);
    /** Largest sample times samples, so that no picture takes more memory than its pixels let expect. */
    private static final int MOST_BYTES_PER_PIXEL = 16;

    private final FileBytes file;
    private final TiffDirectory page;
    private final TiffLayout layout;

    private TiffFile(FileBytes file, TiffDirectory page, TiffLayout layout) {
        this.file = file;
        this.page = page;
        this.layout = layout;
    }

    static ImageFile open(byte[] bytes, ImageFile.SizeCheck sizeCheck) {
        FileBytes file = new FileBytes(FORMAT, bytes, Exif.isBigEndian(bytes));
        TiffDirectory page = TiffDirectory.first(file);
        long width = page.number(WIDTH, 0);
        long height = page.number(HEIGHT, 0);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw ImageProblems.damaged(FORMAT, "the header says " + width + "x" + height + " pixels");
        }
        sizeCheck.accept(FORMAT, width, height);
        long compression = page.number(COMPRESSION, UNCOMPRESSED);
        if (!COMPRESSIONS.contains(compression)) {
            throw ImageProblems.unsupported("TIFF", "compression " + compression);
        }
        long samples = page.number(SAMPLES_PER_PIXEL, 1);
        long bits = page.number(BITS_PER_SAMPLE, 1);
        if (samples < 1 || bits < 1 || bits > 64 || samples * bits > MOST_BYTES_PER_PIXEL * 8) {
            throw ImageProblems.unsupported("TIFF", samples + " samples of " + bits + " bits a pixel");
        }
        // 8 bytes a pixel at the limit of pixels, and fewer pixels when they are larger
        sizeCheck.accept(FORMAT, width, height * Math.ceilDiv(samples * bits, 64));
        TiffLayout layout = TiffLayout.of(page, (int) width, (int) height);
        layout.requireComplete(file, compression == UNCOMPRESSED ? samples * bits : 0);
        TiffFile tiff = new TiffFile(file, page, layout);
        byte[] profile = page.number(PHOTOMETRIC, 0) == LAB ? null : page.bytes(ICC_PROFILE);
        return new ImageFile(
                FORMAT,
                (int) width,
                (int) height,
                Exif.orientation(page),
                profile,
                compression == JPEG ? () -> TiffJpeg.read(file, page, layout) : tiff::read);
    }

    private Samples read() throws IOException {
        List<String> warnings = new ArrayList<>();
        BufferedImage image = Codecs.read(Codecs.Codec.TIFF, essence(), warnings, reader -> reader.read(0));
        if (image.getColorModel() instanceof IndexColorModel) {
            return RasterSamples.of(image);
        }
        int bands = image.getColorModel().getColorSpace().getNumComponents();
        long extra = page.number(EXTRA_SAMPLES, UNASSOCIATED_ALPHA);
        boolean alpha =
                image.getRaster().getNumBands() > bands && (extra == ASSOCIATED_ALPHA || extra == UNASSOCIATED_ALPHA);
        if (!alpha && image.getRaster().getNumBands() == bands) {
            return RasterSamples.takeOver(image);
        }
        return RasterSamples.of(image.getRaster(), bands, alpha ? bands : -1, alpha && extra == ASSOCIATED_ALPHA);
    }

    /** A copy of the file that has one page, and in its directory only what the codec is to see. */
    private byte[] essence() {
        byte[] copy = file.array().clone();
        for (TiffDirectory.Entry entry : page.entries()) {
            if (FOR_THE_CODEC.contains(entry.tag())) {
                page.require(entry);
            } else {
                page.neutralise(entry, copy);
            }
        }
        page.endHere(copy);
        return copy;
    }
}
