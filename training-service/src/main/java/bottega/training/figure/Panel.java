package bottega.training.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * A frame with two axes inside a drawing. What lies outside is cut off; a y of 0 or less is not drawn where the axis is
 * logarithmic.
 *
 * @param place of the frame, in pixels
 */
record Panel(
        Drawing drawing, Rectangle2D place, double left, double right, double bottom, double top, boolean logarithmic) {
    private static final int TICK = 10;

    double x(double value) {
        return place.getX() + (value - left) / (right - left) * place.getWidth();
    }

    double y(double value) {
        double share = logarithmic
                ? (Math.log(value) - Math.log(bottom)) / (Math.log(top) - Math.log(bottom))
                : (value - bottom) / (top - bottom);
        return place.getMaxY() - share * place.getHeight();
    }

    /** The frame and a few round numbers on both axes. */
    void axes() {
        drawing.font(TICK, false);
        double step = step(right - left);
        for (double value = Math.ceil(left / step) * step; value <= right + 1e-9; value += step) {
            drawing.graphics.setColor(Drawing.LINE);
            drawing.graphics.draw(new Line2D.Double(x(value), place.getMaxY(), x(value), place.getMaxY() + 4));
            drawing.graphics.setColor(Drawing.PALE);
            drawing.centred(number(value), x(value), place.getMaxY() + 12);
        }
        if (logarithmic) {
            for (double value = Math.pow(10, Math.ceil(Math.log10(bottom))); value <= top * 1.0001; value *= 10) {
                tickOfY(value);
            }
        } else {
            double stepOfY = step(top - bottom);
            for (double value = Math.ceil(bottom / stepOfY) * stepOfY; value <= top + 1e-9; value += stepOfY) {
                tickOfY(value);
            }
        }
        drawing.graphics.setColor(Drawing.PALE);
        drawing.graphics.draw(place);
    }

    private void tickOfY(double value) {
        drawing.graphics.setColor(Drawing.LINE);
        drawing.graphics.draw(new Line2D.Double(place.getX() - 4, y(value), place.getX(), y(value)));
        drawing.graphics.setColor(Drawing.PALE);
        drawing.right(number(value), place.getX() - 6, y(value));
    }

    /** 1, 2 or 5 times a power of ten, so that there are three to eight. */
    private static double step(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / 3)));
        double rest = range / 3 / power;
        return power * (rest >= 5 ? 5 : rest >= 2 ? 2 : 1);
    }

    static String number(double value) {
        if (Math.abs(value) < 1e-12) {
            return "0";
        }
        return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5
                ? trimmed(String.format(Locale.ROOT, "%.3f", value))
                : String.format(Locale.ROOT, "%.0e", value);
    }

    private static String trimmed(String decimal) {
        return decimal.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }

    /** @param dash null for a whole line */
    void line(double[] xs, double[] ys, Color colour, float width, float[] dash) {
        var path = new Path2D.Double();
        boolean begun = false;
        for (int i = 0; i < xs.length; i++) {
            if (!Double.isFinite(ys[i]) || logarithmic && ys[i] <= 0) {
                begun = false;
                continue;
            }
            // Far outside, coordinates would overflow.
            double y = Math.clamp(y(ys[i]), -1e5, 1e5);
            if (begun) {
                path.lineTo(x(xs[i]), y);
            } else {
                path.moveTo(x(xs[i]), y);
                begun = true;
            }
        }
        Stroke before = drawing.graphics.getStroke();
        drawing.graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10, dash, 0));
        inside(path, colour);
        drawing.graphics.setStroke(before);
    }

    private void inside(Shape shape, Color colour) {
        Shape clip = drawing.graphics.getClip();
        drawing.graphics.clip(place);
        drawing.graphics.setColor(colour);
        drawing.graphics.draw(shape);
        drawing.graphics.setClip(clip);
    }

    /** @param full a disc, else a ring */
    void point(double x, double y, double radius, Color colour, boolean full) {
        if (x < left || x > right || y < bottom || y > top) {
            return;
        }
        var disc = new Ellipse2D.Double(x(x) - radius, y(y) - radius, 2 * radius, 2 * radius);
        drawing.graphics.setColor(full ? colour : Color.WHITE);
        drawing.graphics.fill(disc);
        drawing.graphics.setColor(full ? Color.WHITE : colour);
        drawing.graphics.draw(disc);
    }

    /**
     * Colours every pixel, from the first colour at 0 over white at 1/2, where a dark line is, to the second at 1.
     *
     * @param share at x and y, 0 to 1
     */
    void map(DoubleBinaryOperator share, Color first, Color second) {
        int width = (int) place.getWidth();
        int height = (int) place.getHeight();
        double[][] shares = new double[height][width];
        for (int row = 0; row < height; row++) {
            double y = top - (row + 0.5) / height * (top - bottom);
            for (int column = 0; column < width; column++) {
                shares[row][column] = share.applyAsDouble(left + (column + 0.5) / width * (right - left), y);
            }
        }
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double here = shares[row][column];
                boolean isSecond = here > 0.5;
                boolean border = column > 0 && isSecond != shares[row][column - 1] > 0.5
                        || row > 0 && isSecond != shares[row - 1][column] > 0.5;
                Color colour =
                        isSecond ? mixed(Color.WHITE, second, 2 * here - 1) : mixed(Color.WHITE, first, 1 - 2 * here);
                drawing.image.setRGB(
                        (int) place.getX() + column,
                        (int) place.getY() + row,
                        (border ? Drawing.TEXT : colour).getRGB());
            }
        }
    }

    private static Color mixed(Color first, Color second, double share) {
        return new Color(
                (int) Math.round(first.getRed() + share * (second.getRed() - first.getRed())),
                (int) Math.round(first.getGreen() + share * (second.getGreen() - first.getGreen())),
                (int) Math.round(first.getBlue() + share * (second.getBlue() - first.getBlue())));
    }
}
