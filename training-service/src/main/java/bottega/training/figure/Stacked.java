package bottega.training.figure;

import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures one above the other, on white. */
public final class Stacked {
    private Stacked() {}

    public static byte[] png(List<BufferedImage> pictures) {
        int width = pictures.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
        int height = pictures.stream().mapToInt(BufferedImage::getHeight).sum();
        try (var drawing = new Drawing(width, height)) {
            int y = 0;
            for (BufferedImage picture : pictures) {
                drawing.graphics.drawImage(picture, 0, y, null);
                y += picture.getHeight();
            }
            return drawing.png();
        }
    }
}
