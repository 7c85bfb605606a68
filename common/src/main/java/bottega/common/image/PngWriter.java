package bottega.common.image;

/** Lossless: {@link ImageDecoder} reads the same bytes back. */
public final class PngWriter {
    private PngWriter() {}

    public static byte[] encode(RgbImage picture) {
        return Codecs.write("png", writer -> writer.getDefaultWriteParam(), RgbImages.toBufferedImage(picture));
    }
}
