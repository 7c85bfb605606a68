package bottega.training.figure;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Two kinds of points in a plane, and the straight line that parts them. */
public final class SeparationFigure {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int TOP = 60;

    private SeparationFigure() {}

    /** @param first whether a point is of the first kind */
    public record Point(double x, double y, boolean first) {}

    /**
     * {@code x perX + y perY + constant = 0}; above 0 is the first kind's side, which is tinted.
     */
    public record Line(double perX, double perY, double constant) {
        private double at(double x, double y) {
            return x * perX + y * perY + constant;
        }
    }

    public static BufferedImage image(String title, String xTitle, String yTitle, Point[] points, Line line) {
        double[] xs = Arrays.stream(points).mapToDouble(Point::x).toArray();
        double[] ys = Arrays.stream(points).mapToDouble(Point::y).toArray();
        try (var drawing = new Drawing(WIDTH, HEIGHT)) {
            drawing.font(17, true);
            drawing.left(drawing.fit(title, WIDTH - 48), 24, 28);
            var place = new Rectangle2D.Double(LEFT, TOP, WIDTH - LEFT - 30, HEIGHT - TOP - 60);
            var panel =
                    new Panel(drawing, place, least(xs) - 5, greatest(xs) + 5, least(ys) - 8, greatest(ys) + 8, false);
            panel.map((x, y) -> line.at(x, y) > 0 ? 0.6 : 0.4, Drawing.BLUE, Drawing.RED);
            panel.axes();
            for (Point point : points) {
                panel.point(point.x, point.y, 6, point.first ? Drawing.RED : Drawing.BLUE, true);
            }
            drawing.font(12, false);
            drawing.graphics.setColor(Drawing.TEXT);
            drawing.centred(xTitle, place.getCenterX(), HEIGHT - 20);
            drawing.upwards(yTitle, 20, place.getCenterY() + drawing.widthOf(yTitle) / 2.0);
            return drawing.image;
        }
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double greatest(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
