package bottega.training.figure;

import bottega.common.dataset.Part;
import bottega.common.judgement.ClassScores;
import bottega.common.judgement.LabelCounts;
import bottega.common.problem.Problem;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.List;
import java.util.Locale;

/**
 * A row for each label of several: pictures with it that were found and missed, pictures without it of which it was said and
 * not said; each two shaded by their share. Beside them precision, recall, F1 and average precision.
 */
public final class LabelCountsFigure {
    /** More rows could not be read. */
    public static final int MOST_CLASSES = 100;

    private static final List<String> COUNTS = List.of("found", "missed", "wrongly said", "rightly not");
    private static final List<String> SCORES = List.of("precision", "recall", "F1", "AP");
    private static final int LEFT = 24;
    private static final int TOP = 100;
    private static final int ROW = 30;
    private static final int COLUMN = 92;
    private static final int GAP = 12;
    private static final int LONGEST_LABEL = 220;

    private final List<ClassScores> classes;
    private final int labels;

    /**
     * @param classes with their counts
     * @throws bottega.common.problem.ProblemException 422 ({@code too-many-classes})
     */
    public LabelCountsFigure(List<ClassScores> classes) {
        if (classes.size() > MOST_CLASSES) {
            throw Problem.of(422, "too-many-classes", "Too many classes", "So long a table could not be read")
                    .at("id")
                    .expected("at most " + MOST_CLASSES + " classes")
                    .received(classes.size() + " classes")
                    .remedy("take the figures themselves: GET /runs/{id}/judgement")
                    .exception();
        }
        this.classes = List.copyOf(classes);
        try (var drawing = new Drawing(1, 1)) {
            labels = classes.stream()
                    .mapToInt(each -> Math.min(LONGEST_LABEL, drawing.widthOf(each.label())))
                    .max()
                    .orElseThrow();
        }
    }

    /** @param part that is judged */
    public byte[] png(Part part) {
        Rectangle last = cell(classes.size() - 1, COUNTS.size() + SCORES.size() - 1);
        try (var drawing = new Drawing(last.x + COLUMN + LEFT, last.y + ROW + 24)) {
            drawing.font(17, true);
            drawing.left("Answers by label, " + part.publicName() + " part", LEFT, 24);
            drawing.font(12, false);
            drawing.graphics.setColor(Drawing.PALE);
            drawing.left(
                    "pictures with the label: found or missed; pictures without it: wrongly said or rightly not;"
                            + " shade: share of the two",
                    LEFT,
                    48);
            drawing.graphics.setColor(Drawing.TEXT);
            for (int column = 0; column < COUNTS.size() + SCORES.size(); column++) {
                drawing.centred(
                        column < COUNTS.size() ? COUNTS.get(column) : SCORES.get(column - COUNTS.size()),
                        cell(0, column).getCenterX(),
                        TOP - 14);
            }
            for (int row = 0; row < classes.size(); row++) {
                draw(drawing, row);
            }
            return drawing.png();
        }
    }

    private void draw(Drawing drawing, int row) {
        ClassScores scores = classes.get(row);
        LabelCounts counts = scores.counts();
        drawing.font(13, false);
        drawing.graphics.setColor(Drawing.TEXT);
        drawing.right(
                drawing.fit(scores.label(), labels),
                cell(row, 0).x - GAP,
                cell(row, 0).getCenterY());
        int with = counts.truePositives() + counts.falseNegatives();
        int without = counts.falsePositives() + counts.trueNegatives();
        drawCount(drawing, cell(row, 0), counts.truePositives(), with, Drawing.BLUE);
        drawCount(drawing, cell(row, 1), counts.falseNegatives(), with, Drawing.RED);
        drawCount(drawing, cell(row, 2), counts.falsePositives(), without, Drawing.RED);
        drawCount(drawing, cell(row, 3), counts.trueNegatives(), without, Drawing.BLUE);
        drawScore(drawing, cell(row, 4), scores.precision());
        drawScore(drawing, cell(row, 5), scores.recall());
        drawScore(drawing, cell(row, 6), scores.f1());
        drawScore(drawing, cell(row, 7), scores.averagePrecision());
    }

    private static void drawCount(Drawing drawing, Rectangle place, int count, int of, Color colour) {
        double share = of == 0 ? 0 : (double) count / of;
        drawing.graphics.setColor(ConfusionFigure.shade(share, colour));
        drawing.graphics.fill(place);
        drawing.graphics.setColor(Drawing.LINE);
        drawing.graphics.draw(place);
        drawing.graphics.setColor(count == 0 ? Drawing.NONE : share > 0.5 ? Color.WHITE : Drawing.TEXT);
        drawing.centred(Integer.toString(count), place.getCenterX(), place.getCenterY());
    }

    private static void drawScore(Drawing drawing, Rectangle place, Double score) {
        drawing.graphics.setColor(score == null ? Drawing.NONE : Drawing.TEXT);
        drawing.centred(
                score == null ? "–" : String.format(Locale.ROOT, "%.3f", score),
                place.getCenterX(),
                place.getCenterY());
    }

    Rectangle cell(int row, int column) {
        int gap = column < COUNTS.size() ? 0 : GAP;
        return new Rectangle(LEFT + labels + GAP + column * COLUMN + gap, TOP + row * ROW, COLUMN, ROW);
    }
}
