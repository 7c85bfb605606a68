package bottega.common.image;

import java.awt.image.BufferedImage;

/** TIFF 6.0 and BigTIFF, the first page. */
final class TiffFile {
    private static final String FORMAT = "tiff";
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ICC_PROFILE = 34675;

    private TiffFile() {}

    static ImageFile open(byte[] bytes, ImageFile.SizeCheck sizeCheck) {
        FileBytes file = new FileBytes(FORMAT, bytes, Exif.isBigEndian(bytes));
        TiffDirectory page = TiffDirectory.first(file);
        long width = page.number(WIDTH, 0);
        long height = page.number(HEIGHT, 0);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw ImageProblems.damaged(FORMAT, "the header says " + width + "x" + height + " pixels");
        }
        sizeCheck.accept(FORMAT, width, height);
        page.entries().forEach(page::require);
        return new ImageFile(FORMAT, (int) width, (int) height, Exif.orientation(page), page.bytes(ICC_PROFILE), () -> {
            BufferedImage image =
                    Codecs.read(Codecs.TIFF, bytes, new java.util.ArrayList<>(), reader -> reader.read(0));
            return RasterSamples.of(image);
        });
    }
}
