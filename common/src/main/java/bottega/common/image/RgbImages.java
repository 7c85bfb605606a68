package bottega.common.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** To and from the JDK's pictures. */
public final class RgbImages {
    private RgbImages() {}

    /** Transparent pixels come out on white; grey values are taken as they are, never through a gamma curve. */
    public static RgbImage fromBufferedImage(BufferedImage image) {
        return ColorConversion.toRgb(RasterSamples.of(image), null);
    }

    /**
     * @return of type {@link BufferedImage#TYPE_3BYTE_BGR}, a copy
     */
    public static BufferedImage toBufferedImage(RgbImage picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] rgb = picture.rgb();
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return image;
    }
}
