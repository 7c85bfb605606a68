package bottega.training.figure;

import java.awt.Color;
import java.awt.Rectangle;
import java.util.List;
import java.util.Locale;

/**
 * The weights that look at columns of numbers: a row for each output, a column for each column. Blue is above 0, orange
 * below, white 0; all on one scale, which is fair since the network standardises the columns first.
 */
public final class ColumnWeights {
    private static final int MOST_COLUMNS = 40;
    private static final int MOST_OUTPUTS = 64;
    private static final int TOP = 76;
    private static final int GAP = 8;
    private static final int LONGEST_LABEL = 160;

    private final List<String> columns;
    private final List<String> outputs;
    private final float[] weights;
    private final int cell;
    private final int left;
    private final int above;

    /**
     * @param outputs names of the first rows; those without one are numbered
     * @param weights row-major {@code [outputs, columns]}
     */
    public ColumnWeights(List<String> columns, List<String> outputs, float[] weights) {
        this.columns = columns;
        this.outputs = outputs;
        this.weights = weights;
        cell = Math.clamp(720 / Math.max(columns(), outputs()), 22, 64);
        try (var drawing = new Drawing(1, 1)) {
            left = widest(drawing, outputs());
            above = columns.stream()
                    .limit(MOST_COLUMNS)
                    .mapToInt(drawing::widthOf)
                    .map(width -> Math.min(width, LONGEST_LABEL))
                    .max()
                    .orElseThrow();
        }
    }

    private int widest(Drawing drawing, int rows) {
        int widest = 0;
        for (int i = 0; i < rows; i++) {
            widest = Math.max(widest, drawing.widthOf(output(i)));
        }
        return Math.min(widest, LONGEST_LABEL);
    }

    private int columns() {
        return Math.min(columns.size(), MOST_COLUMNS);
    }

    private int all() {
        return weights.length / columns.size();
    }

    private int outputs() {
        return Math.min(all(), MOST_OUTPUTS);
    }

    private String output(int index) {
        return index < outputs.size() ? outputs.get(index) : Integer.toString(index);
    }

    private float weight(int output, int column) {
        return weights[output * columns.size() + column];
    }

    /** @param layer what it is called */
    public byte[] png(String layer) {
        float largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        Rectangle last = cell(outputs() - 1, columns() - 1);
        try (var drawing = new Drawing(Math.max(last.x + cell + 24, 560), last.y + cell + 24)) {
            drawing.font(17, true);
            drawing.left("First layer: " + layer, 24, 24);
            drawing.font(12, false);
            drawing.graphics.setColor(Drawing.PALE);
            drawing.left(caption(largest), 24, 48);
            drawLabels(drawing);
            for (int row = 0; row < outputs(); row++) {
                for (int column = 0; column < columns(); column++) {
                    draw(drawing, cell(row, column), weight(row, column), largest);
                }
            }
            return drawing.png();
        }
    }

    private String caption(float largest) {
        String shown = outputs() < all() || columns() < columns.size()
                ? "; the first " + outputs() + " of " + all() + " outputs, " + columns() + " of " + columns.size()
                        + " columns"
                : "";
        return String.format(
                Locale.ROOT,
                "blue: above 0, orange: below, full colour: %.3g; of standardised columns%s",
                largest,
                shown);
    }

    private void drawLabels(Drawing drawing) {
        drawing.font(13, false);
        drawing.graphics.setColor(Drawing.TEXT);
        for (int row = 0; row < outputs(); row++) {
            drawing.right(
                    drawing.fit(output(row), LONGEST_LABEL),
                    cell(0, 0).x - GAP,
                    cell(row, 0).getCenterY());
        }
        for (int column = 0; column < columns(); column++) {
            drawing.upwards(
                    drawing.fit(columns.get(column), LONGEST_LABEL),
                    cell(0, column).getCenterX(),
                    cell(0, 0).y - GAP);
        }
    }

    private void draw(Drawing drawing, Rectangle place, float weight, float largest) {
        double share = largest == 0 ? 0 : Math.abs(weight) / largest;
        drawing.graphics.setColor(shade(share, weight < 0 ? Drawing.RED : Drawing.BLUE));
        drawing.graphics.fill(place);
        drawing.graphics.setColor(Drawing.LINE);
        drawing.graphics.draw(place);
        String number = String.format(Locale.ROOT, "%.2f", weight);
        drawing.font(Math.min(13, cell / 3), false);
        if (drawing.widthOf(number) <= cell - 3) {
            drawing.graphics.setColor(share > 0.6 ? Color.WHITE : Drawing.TEXT);
            drawing.centred(number, place.getCenterX(), place.getCenterY());
        }
    }

    /** From white to the colour. */
    private static Color shade(double share, Color full) {
        return new Color(mixed(share, full.getRed()), mixed(share, full.getGreen()), mixed(share, full.getBlue()));
    }

    private static int mixed(double share, int channel) {
        return (int) Math.round(255 + share * (channel - 255));
    }

    Rectangle cell(int row, int column) {
        return new Rectangle(24 + left + GAP + column * cell, TOP + above + GAP + row * cell, cell, cell);
    }
}
