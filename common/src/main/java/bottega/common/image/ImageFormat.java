package bottega.common.image;

import java.util.HexFormat;

/** The formats by their first bytes. */
enum ImageFormat {
    JPEG,
    PNG,
    GIF,
    TIFF,
    WEBP,
    BMP;

    static ImageFormat of(byte[] bytes) {
        FileBytes file = new FileBytes("", bytes, true);
        if (file.has(0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (file.has(0, PngFile.SIGNATURE)) {
            return PNG;
        } else if (file.has(0, "GIF87a") || file.has(0, "GIF89a")) {
            return GIF;
        } else if (file.has(0, "II*\0") || file.has(0, "MM\0*") || file.has(0, "II+\0") || file.has(0, "MM\0+")) {
            return TIFF;
        } else if (file.has(0, "RIFF") && file.has(8, "WEBP")) {
            return WEBP;
        } else if (file.has(0, "BM") && BmpFile.looksLikeOne(bytes)) {
            return BMP;
        }
        throw ImageProblems.notAPicture(
                bytes.length == 0 ? "nothing" : bytes.length + " bytes that begin with " + beginning(bytes));
    }

    private static String beginning(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(8, bytes.length));
    }

    ImageFile open(byte[] file, ImageFile.SizeCheck sizeCheck) {
        return switch (this) {
            case JPEG -> JpegFile.open(file, sizeCheck);
            case PNG -> PngFile.open(file, sizeCheck);
            case GIF -> GifFile.open(file, sizeCheck);
            case TIFF -> TiffFile.open(file, sizeCheck);
            case WEBP -> WebpFile.open(file, sizeCheck);
            case BMP -> BmpFile.open(file, sizeCheck);
        };
    }
}
