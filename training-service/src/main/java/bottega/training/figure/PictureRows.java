package bottega.training.figure;

import bottega.common.image.RgbImage;
import bottega.common.image.RgbImages;
import java.util.List;

/** Pictures of one size in rows, each row with a heading above it. */
public final class PictureRows {
    private static final int MARGIN = 24;
    private static final int TOP = 64;
    private static final int GAP = 6;
    private static final int HEADING = 22;
    private static final int LEAST_WIDTH = 420;

    private PictureRows() {}

    /** @param pictures may be empty */
    public record Row(String heading, String note, List<RgbImage> pictures) {
        public Row {
            pictures = List.copyOf(pictures);
        }
    }

    /** Of the whole picture. */
    public static long pixels(int rows, int columns, int size) {
        return (long) width(columns, size) * height(rows, size);
    }

    private static int width(int columns, int size) {
        return Math.max(LEAST_WIDTH, 2 * MARGIN + columns * (size + GAP) - GAP);
    }

    private static int height(int rows, int size) {
        return TOP + rows * (HEADING + size + 2 * GAP) + MARGIN;
    }

    /** @param size of each picture's sides */
    public static byte[] png(String title, String subtitle, List<Row> rows, int columns, int size) {
        try (var drawing = new Drawing(width(columns, size), height(rows.size(), size))) {
            int inner = drawing.image.getWidth() - 2 * MARGIN;
            drawing.font(17, true);
            drawing.left(drawing.fit(title, inner), MARGIN, 22);
            drawing.font(12, false);
            drawing.graphics.setColor(Drawing.PALE);
            drawing.left(drawing.fit(subtitle, inner), MARGIN, 46);
            for (int i = 0; i < rows.size(); i++) {
                draw(drawing, rows.get(i), TOP + i * (HEADING + size + 2 * GAP), inner, size);
            }
            return drawing.png();
        }
    }

    private static void draw(Drawing drawing, Row row, int top, int width, int size) {
        double middle = top + HEADING / 2.0;
        drawing.font(13, true);
        drawing.graphics.setColor(Drawing.TEXT);
        String heading = drawing.fit(row.heading(), width * 2 / 3);
        int noteAt = drawing.widthOf(heading) + 10;
        drawing.left(heading, MARGIN, middle);
        drawing.font(12, false);
        drawing.graphics.setColor(Drawing.PALE);
        drawing.left(drawing.fit(row.note(), width - noteAt), MARGIN + noteAt, middle);
        for (int i = 0; i < row.pictures().size(); i++) {
            drawing.graphics.drawImage(
                    RgbImages.toBufferedImage(row.pictures().get(i)), MARGIN + i * (size + GAP), top + HEADING, null);
        }
    }
}
