package bottega.deploy.ornament;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Several pictures of one size side by side, to be looked at. */
public final class ContactSheet {
    private static final int GAP = 4;

    private ContactSheet() {}

    /** @param rows each with the pictures from left to right; all pictures have the size of the first */
    public static BufferedImage of(List<List<BufferedImage>> rows) {
        BufferedImage first = rows.getFirst().getFirst();
        int columns = rows.stream().mapToInt(List::size).max().orElseThrow();
        int cellWidth = first.getWidth() + GAP;
        int cellHeight = first.getHeight() + GAP;
        BufferedImage sheet = new BufferedImage(
                columns * cellWidth + GAP, rows.size() * cellHeight + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(new Color(0xf4f1ea));
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                graphics.drawImage(rows.get(row).get(column), GAP + column * cellWidth, GAP + row * cellHeight, null);
            }
        }
        graphics.dispose();
        return sheet;
    }
}
