package bottega.training.figure;

import bottega.common.image.RgbImage;
import bottega.common.image.RgbImages;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures of one size in rows, with lines of text beneath each. */
public final class CaptionedPictures {
    static final int MARGIN = 24;
    static final int TOP = 64;
    private static final int GAP = 10;
    private static final int LINE_HEIGHT = 16;
    private static final int LEAST_WIDTH = 420;

    private CaptionedPictures() {}

    /** @param captions lines, the first of them the most important; too long ones are cut */
    public record Captioned(RgbImage picture, List<String> captions) {
        public Captioned {
            captions = List.copyOf(captions);
        }
    }

    /** @param pictures of the same size and the same number of lines; may be empty */
    public static byte[] png(String title, String subtitle, List<Captioned> pictures, int columns) {
        return Drawing.png(image(title, subtitle, pictures, columns));
    }

    /** @see #png */
    public static BufferedImage image(String title, String subtitle, List<Captioned> pictures, int columns) {
        int width = pictures.isEmpty() ? 0 : pictures.getFirst().picture().width() + GAP;
        int lines = pictures.isEmpty() ? 0 : pictures.getFirst().captions().size();
        int height = pictures.isEmpty() ? 0 : pictures.getFirst().picture().height() + GAP + lines * LINE_HEIGHT;
        int rows = Math.ceilDiv(pictures.size(), columns);
        int used = Math.min(columns, pictures.size());
        try (var drawing =
                new Drawing(Math.max(LEAST_WIDTH, 2 * MARGIN + used * width - GAP), TOP + rows * height + MARGIN)) {
            drawing.font(17, true);
            drawing.left(title, MARGIN, 22);
            drawing.font(12, false);
            drawing.graphics.setColor(Drawing.PALE);
            drawing.left(drawing.fit(subtitle, drawing.image.getWidth() - 2 * MARGIN), MARGIN, 46);
            for (int i = 0; i < pictures.size(); i++) {
                draw(drawing, pictures.get(i), MARGIN + i % columns * width, TOP + i / columns * height);
            }
            return drawing.image;
        }
    }

    private static void draw(Drawing drawing, Captioned each, int x, int y) {
        RgbImage picture = each.picture();
        drawing.graphics.drawImage(RgbImages.toBufferedImage(picture), x, y, null);
        for (int line = 0; line < each.captions().size(); line++) {
            drawing.graphics.setColor(line == 0 ? Drawing.TEXT : Drawing.PALE);
            drawing.left(
                    drawing.fit(each.captions().get(line), picture.width()),
                    x,
                    y + picture.height() + (line + 0.6) * LINE_HEIGHT);
        }
    }
}
