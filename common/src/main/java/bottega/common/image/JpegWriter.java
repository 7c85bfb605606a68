package bottega.common.image;

import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Lossy, for previews and thumbnails: never between a picture and a model. */
public final class JpegWriter {
    private JpegWriter() {}

    /**
     * @param quality above 0, at most 1; 0.75 is libjpeg's own default
     */
    public static byte[] encode(RgbImage picture, float quality) {
        if (!(quality > 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality: expected above 0, at most 1, received " + quality);
        }
        return Codecs.write("jpeg", writer -> withQuality(writer, quality), RgbImages.toBufferedImage(picture));
    }

    private static ImageWriteParam withQuality(ImageWriter writer, float quality) {
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        return parameters;
    }
}
