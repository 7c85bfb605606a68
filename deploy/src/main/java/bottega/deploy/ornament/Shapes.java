package bottega.deploy.ornament;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.function.DoubleUnaryOperator;

/** The few forms that the motifs are made of. */
final class Shapes {
    private Shapes() {}

    /** @param xy x0, y0, x1, y1, ... */
    static Path2D polyline(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        return path;
    }

    static Path2D polygon(double... xy) {
        Path2D path = polyline(xy);
        path.closePath();
        return path;
    }

    /** The curve {@code (x(t), y(t))} for t from {@code from} to {@code to}. */
    static Path2D curve(double from, double to, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        int pieces = 48;
        Path2D path = new Path2D.Double();
        path.moveTo(x.applyAsDouble(from), y.applyAsDouble(from));
        for (int i = 1; i <= pieces; i++) {
            double t = from + (to - from) * i / pieces;
            path.lineTo(x.applyAsDouble(t), y.applyAsDouble(t));
        }
        return path;
    }

    static Shape ellipse(double centreX, double centreY, double radiusX, double radiusY) {
        return new Ellipse2D.Double(centreX - radiusX, centreY - radiusY, 2 * radiusX, 2 * radiusY);
    }

    static Shape line(Shape path, double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER).createStrokedShape(path);
    }

    static Shape softLine(Shape path, double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(path);
    }

    static Shape cutLine(Shape path, double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND).createStrokedShape(path);
    }

    /** A leaf from the origin upwards, widest at two thirds of its length. */
    static Path2D leaf(double length, double width) {
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0);
        path.curveTo(-0.3 * width, -0.3 * length, -0.95 * width, -length, 0, -length);
        path.curveTo(0.95 * width, -length, 0.3 * width, -0.3 * length, 0, 0);
        return path;
    }

    /** Turned clockwise about the origin, then moved. */
    static Shape placed(Shape shape, double degrees, double x, double y) {
        AffineTransform transform = AffineTransform.getTranslateInstance(x, y);
        transform.rotate(Math.toRadians(degrees));
        return transform.createTransformedShape(shape);
    }

    static Shape joined(Shape... shapes) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (Shape shape : shapes) {
            path.append(shape, false);
        }
        return path;
    }
}
