package bottega.training.figure;

import bottega.common.dataset.Part;
import bottega.common.judgement.ConfusionMatrix;
import bottega.common.problem.Problem;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.List;

/** Rows are what the pictures are, columns what was answered; a cell's shade is its share of its row, white for 0. */
public final class ConfusionFigure {
    /** More cells could not be read. */
    public static final int MOST_CLASSES = 40;

    private static final int TOP = 76;
    private static final int GAP = 8;
    private static final int LONGEST_LABEL = 160;
    private static final int LABEL_SIZE = 13;

    private final ConfusionMatrix matrix;
    private final int cell;
    private final int labels;

    /** @throws bottega.common.problem.ProblemException 422 ({@code too-many-classes}) */
    public ConfusionFigure(ConfusionMatrix matrix) {
        int classes = matrix.labels().size();
        if (classes > MOST_CLASSES) {
            throw Problem.of(422, "too-many-classes", "Too many classes", "So large a matrix could not be read")
                    .at("id")
                    .expected("at most " + MOST_CLASSES + " classes")
                    .received(classes + " classes")
                    .remedy("take the figures themselves: GET /runs/{id}/judgement")
                    .exception();
        }
        this.matrix = matrix;
        cell = Math.clamp(720 / classes, 22, 80);
        try (var drawing = new Drawing(1, 1)) {
            drawing.font(labelSize(), false);
            labels = Math.min(
                    LONGEST_LABEL,
                    matrix.labels().stream().mapToInt(drawing::widthOf).max().orElseThrow());
        }
    }

    private int labelSize() {
        return Math.min(LABEL_SIZE, cell - 8);
    }

    /** @param part that is judged */
    public byte[] png(Part part) {
        int classes = matrix.labels().size();
        Rectangle last = cell(classes - 1, classes - 1);
        try (var drawing = new Drawing(Math.max(last.x + cell + 24, 500), last.y + cell + 24)) {
            drawing.font(17, true);
            drawing.left("Confusion matrix, " + part.publicName() + " part", 24, 24);
            drawing.font(12, false);
            drawing.graphics.setColor(Drawing.PALE);
            drawing.left("row: what it is; column: what was answered; shade: share of the row", 24, 48);
            for (int row = 0; row < classes; row++) {
                drawLabels(drawing, row);
                drawRow(drawing, row);
            }
            return drawing.png();
        }
    }

    private void drawLabels(Drawing drawing, int index) {
        Rectangle own = cell(index, index);
        drawing.font(labelSize(), false);
        drawing.graphics.setColor(Drawing.TEXT);
        String label = drawing.fit(matrix.labels().get(index), labels);
        drawing.right(label, cell(0, 0).x - GAP, own.getCenterY());
        drawing.upwards(label, own.getCenterX(), cell(0, 0).y - GAP);
    }

    private void drawRow(Drawing drawing, int row) {
        List<Integer> counts = matrix.counts().get(row);
        int sum = counts.stream().mapToInt(Integer::intValue).sum();
        for (int column = 0; column < counts.size(); column++) {
            Rectangle place = cell(row, column);
            double share = sum == 0 ? 0 : (double) counts.get(column) / sum;
            drawing.graphics.setColor(shade(share));
            drawing.graphics.fill(place);
            drawing.graphics.setColor(Drawing.LINE);
            drawing.graphics.draw(place);
            String count = Integer.toString(counts.get(column));
            int size = Math.min(16, cell / 2);
            drawing.font(size, false);
            while (size > 6 && drawing.widthOf(count) > cell - 3) {
                drawing.font(--size, false);
            }
            drawing.graphics.setColor(
                    counts.get(column) == 0 ? Drawing.NONE : share > 0.5 ? Color.WHITE : Drawing.TEXT);
            drawing.centred(count, place.getCenterX(), place.getCenterY());
        }
    }

    static Color shade(double share) {
        return shade(share, Drawing.BLUE);
    }

    /** From white to the colour of 1, linear in each channel. */
    static Color shade(double share, Color one) {
        return new Color(mixed(share, one.getRed()), mixed(share, one.getGreen()), mixed(share, one.getBlue()));
    }

    private static int mixed(double share, int channel) {
        return (int) Math.round(255 + share * (channel - 255));
    }

    Rectangle cell(int row, int column) {
        return new Rectangle(24 + labels + GAP + column * cell, TOP + labels + GAP + row * cell, cell, cell);
    }
}
