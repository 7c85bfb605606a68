package bottega.training.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A white picture to draw on. Texts are placed by the middle of their height. */
final class Drawing implements AutoCloseable {
    static final Color TEXT = new Color(0x202020);
    static final Color PALE = new Color(0x606060);
    static final Color NONE = new Color(0xB0B0B0);
    static final Color LINE = new Color(0xD0D0D0);
    static final Color BLUE = new Color(0x0072B2);
    static final Color RED = new Color(0xD55E00);
    static final Color GREEN = new Color(0x009E73);

    final BufferedImage image;
    final Graphics2D graphics;

    Drawing(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        font(13, false);
        graphics.setColor(TEXT);
    }

    void font(int size, boolean bold) {
        graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size));
    }

    int widthOf(String text) {
        return graphics.getFontMetrics().stringWidth(text);
    }

    void left(String text, double x, double y) {
        var metrics = graphics.getFontMetrics();
        graphics.drawString(text, (float) x, (float) (y + (metrics.getAscent() - metrics.getDescent()) / 2.0));
    }

    void centred(String text, double x, double y) {
        left(text, x - widthOf(text) / 2.0, y);
    }

    void right(String text, double x, double y) {
        left(text, x - widthOf(text), y);
    }

    /** Read from below, its beginning at {@code (x, y)}. */
    void upwards(String text, double x, double y) {
        var before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(-Math.PI / 2);
        left(text, 0, 0);
        graphics.setTransform(before);
    }

    /** The text, or as much of it as fits with an ellipsis. */
    String fit(String text, int width) {
        if (widthOf(text) <= width) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int length = points.length - 1;
        while (length > 0 && widthOf(new String(points, 0, length) + "…") > width) {
            length--;
        }
        return new String(points, 0, length) + "…";
    }

    byte[] png() {
        return png(image);
    }

    static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
