package bottega.common.image;

/**
 * What a picture file says about itself.
 *
 * @param format {@code jpeg}, {@code png}, {@code gif}, {@code tiff}, {@code webp} or {@code bmp}
 * @param width pixels, as the picture is shown: after EXIF orientation
 * @param height pixels, as the picture is shown
 */
public record ImageHeader(String format, int width, int height) {}
