package bottega.training.figure;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Fits side by side: above, the points with the fitted curve or the map of the two classes; beneath, the loss in training and
 * on other points, on a logarithmic scale that all share.
 */
public final class FitFigure {
    private static final int SIDE = 300;
    private static final int LOSSES = 170;
    private static final int LEFT = 46;
    private static final int TOP = 96;
    private static final int GAP = 52;
    private static final int MARGIN = 20;
    private static final Color OTHERS = new Color(0xA8A8A8);

    private FitFigure() {}

    /**
     * @param lines beneath the name: size, verdict; cut where they are too long
     * @param steps of training at which the losses were measured, ascending
     */
    public record Column(
            String name, List<String> lines, Fitted fitted, double[] steps, double[] training, double[] validation) {}

    public sealed interface Fitted {}

    /**
     * @param points x and y of the training points
     * @param others the same of points not learned from
     * @param curve what is answered at x
     * @param truth without noise
     */
    public record FittedCurve(
            double[][] points, double[][] others, DoubleUnaryOperator curve, DoubleUnaryOperator truth)
            implements Fitted {}

    /**
     * @param points {@code [points, 2]} of the training points
     * @param labels 0 or 1
     * @param share of class 1 at a place
     */
    public record FittedCloud(double[][] points, int[] labels, DoubleBinaryOperator share) implements Fitted {}

    public static byte[] png(String title, List<Column> columns) {
        int width = LEFT + columns.size() * (SIDE + GAP) - GAP + MARGIN;
        int height = TOP + SIDE + 44 + LOSSES + 54;
        double least = columns.stream()
                .flatMapToDouble(each -> IntStream.range(0, each.steps.length)
                        .mapToDouble(i -> Math.min(each.training[i], each.validation[i])))
                .filter(value -> value > 0)
                .min()
                .orElse(0.1);
        double most = columns.stream()
                .flatMapToDouble(each -> IntStream.range(0, each.steps.length)
                        .mapToDouble(i -> Math.max(each.training[i], each.validation[i])))
                .max()
                .orElse(1);
        double bottom = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-6))));
        double top = Math.max(10 * bottom, Math.pow(10, Math.ceil(Math.log10(Math.max(most, 1e-6)))));
        try (var drawing = new Drawing(width, height)) {
            drawing.font(17, true);
            drawing.left(drawing.fit(title, width - 2 * MARGIN), MARGIN, 20);
            for (int i = 0; i < columns.size(); i++) {
                draw(drawing, columns.get(i), LEFT + i * (SIDE + GAP), bottom, top);
            }
            legend(drawing, height - 16);
            return drawing.png();
        }
    }

    private static void draw(Drawing drawing, Column column, int left, double bottom, double top) {
        drawing.font(14, true);
        drawing.graphics.setColor(Drawing.TEXT);
        drawing.left(column.name, left, 46);
        drawing.font(11, false);
        drawing.graphics.setColor(Drawing.PALE);
        for (int line = 0; line < column.lines.size(); line++) {
            drawing.left(drawing.fit(column.lines.get(line), SIDE + GAP - 8), left, 64 + 15 * line);
        }
        var place = new Rectangle2D.Double(left, TOP, SIDE, SIDE);
        switch (column.fitted) {
            case FittedCurve curve -> draw(drawing, curve, place);
            case FittedCloud cloud -> draw(drawing, cloud, place);
        }
        var losses = new Panel(
                drawing,
                new Rectangle2D.Double(left, TOP + SIDE + 44, SIDE, LOSSES),
                0,
                column.steps[column.steps.length - 1],
                bottom,
                top,
                true);
        losses.axes();
        losses.line(column.steps, column.training, Drawing.BLUE, 2, null);
        losses.line(column.steps, column.validation, Drawing.RED, 2, null);
    }

    private static void draw(Drawing drawing, FittedCurve fitted, Rectangle2D place) {
        var panel = new Panel(drawing, place, -1, 1, -2, 2, false);
        panel.axes();
        for (double[] point : fitted.others) {
            panel.point(point[0], point[1], 2, OTHERS, true);
        }
        double[] xs =
                IntStream.rangeClosed(0, 600).mapToDouble(i -> -1 + i / 300.0).toArray();
        panel.line(
                xs,
                IntStream.range(0, xs.length)
                        .mapToDouble(i -> fitted.truth.applyAsDouble(xs[i]))
                        .toArray(),
                Drawing.PALE,
                1.2f,
                new float[] {5, 4});
        panel.line(
                xs,
                IntStream.range(0, xs.length)
                        .mapToDouble(i -> fitted.curve.applyAsDouble(xs[i]))
                        .toArray(),
                Drawing.RED,
                2.2f,
                null);
    }

    private static void draw(Drawing drawing, FittedCloud fitted, Rectangle2D place) {
        var panel = new Panel(drawing, place, -2, 2, -2, 2, false);
        panel.map(fitted.share, new Color(0x9CCBE8), new Color(0xF2B48A));
        panel.axes();
        for (int i = 0; i < fitted.points.length; i++) {
            panel.point(
                    fitted.points[i][0],
                    fitted.points[i][1],
                    radius(fitted.points),
                    fitted.labels[i] == 1 ? Drawing.RED : Drawing.BLUE,
                    true);
        }
    }

    private static double radius(double[][] points) {
        return points.length > 200 ? 2 : 3.5;
    }

    private static void legend(Drawing drawing, double y) {
        drawing.font(11, false);
        drawing.graphics.setColor(Drawing.BLUE);
        String training = "loss in training";
        drawing.left(training, LEFT, y);
        drawing.graphics.setColor(Drawing.RED);
        drawing.left("loss on points not learned from", LEFT + drawing.widthOf(training) + 24, y);
    }
}
