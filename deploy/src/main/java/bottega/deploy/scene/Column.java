package bottega.deploy.scene;

import static bottega.deploy.scene.Drawing.polygon;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;

/**
 * A fluted column on a bell-shaped base, lit from the left. A whole one carries a capital of two bulls back to back.
 *
 * @param x its axis, pixels
 * @param foot where the base stands, pixels from the top
 * @param radius of the shaft at its foot, pixels
 * @param height from foot to top, pixels
 */
record Column(
        Graphics2D graphics,
        RandomGenerator random,
        double x,
        double foot,
        double radius,
        double height,
        boolean whole) {
    private static final Color LIGHT = new Color(0xf6e6c3);
    private static final Color STONE = new Color(0xcdb284);
    private static final Color SHADE = new Color(0x6f5436);

    void draw() {
        shadow();
        double shaftFoot = foot - 2.3 * radius;
        double top = foot - height;
        double shaftTop = whole ? top + 4.6 * radius : top;
        shaft(shaftFoot, shaftTop);
        base(shaftFoot);
        if (whole) {
            capital(shaftTop);
        }
    }

    private void shadow() {
        graphics.setColor(new Color(50, 32, 22, 80));
        graphics.fill(polygon(
                x - radius,
                foot,
                x + radius * 1.5,
                foot - 1,
                x + radius * 6.5,
                foot + 0.6 * radius,
                x + radius * 4.5,
                foot + 0.95 * radius));
    }

    private LinearGradientPaint round(double half) {
        return new LinearGradientPaint(
                (float) (x - half), 0, (float) (x + half), 0, new float[] {0, 0.28f, 0.6f, 1}, new Color[] {
                    STONE, LIGHT, STONE, SHADE
                });
    }

    private void shaft(double low, double high) {
        double upper = 0.84 * radius;
        Path2D outline = new Path2D.Double();
        outline.moveTo(x - radius, low);
        outline.lineTo(x - upper, high);
        if (!whole) {
            for (double part = -0.75; part < 1; part += 0.25) {
                outline.lineTo(x + part * upper, high + random.nextDouble(-0.7, 0.5) * radius);
            }
        }
        outline.lineTo(x + upper, high);
        outline.lineTo(x + radius, low);
        outline.closePath();
        graphics.setPaint(round(radius));
        graphics.fill(outline);
        flutes(low, high, upper);
        joints(low, high);
    }

    private void flutes(double low, double high, double upper) {
        graphics.setStroke(new BasicStroke((float) Math.max(0.6, radius / 11)));
        for (int i = 1; i < 9; i++) {
            double across = -Math.cos(Math.PI * i / 9);
            graphics.setColor(new Color(74, 52, 32, 60 + 14 * i));
            graphics.draw(
                    new Line2D.Double(x + across * radius, low, x + across * upper, high + (whole ? 0 : 0.5 * radius)));
        }
    }

    /** Where one drum stands on another. */
    private void joints(double low, double high) {
        graphics.setColor(new Color(60, 40, 25, 120));
        double y = low - radius * random.nextDouble(3, 5);
        while (y > high + radius) {
            graphics.draw(new Line2D.Double(x - 0.92 * radius, y, x + 0.92 * radius, y));
            y -= radius * random.nextDouble(3.5, 6);
        }
    }

    private void base(double shaftFoot) {
        Path2D bell = new Path2D.Double();
        bell.moveTo(x - radius, shaftFoot);
        bell.curveTo(
                x - 1.15 * radius,
                shaftFoot + radius,
                x - 1.7 * radius,
                foot - radius,
                x - 1.7 * radius,
                foot - 0.4 * radius);
        bell.lineTo(x + 1.7 * radius, foot - 0.4 * radius);
        bell.curveTo(x + 1.7 * radius, foot - radius, x + 1.15 * radius, shaftFoot + radius, x + radius, shaftFoot);
        bell.closePath();
        graphics.setPaint(round(1.7 * radius));
        graphics.fill(bell);
        graphics.fill(polygon(
                x - 1.9 * radius,
                foot - 0.45 * radius,
                x + 1.9 * radius,
                foot - 0.45 * radius,
                x + 1.9 * radius,
                foot,
                x - 1.9 * radius,
                foot));
        graphics.setColor(new Color(74, 52, 32, 110));
        for (int i = -3; i <= 3; i++) {
            graphics.draw(new Line2D.Double(
                    x + 0.26 * i * radius, shaftFoot + 0.3 * radius, x + 0.46 * i * radius, foot - 0.6 * radius));
        }
        graphics.setPaint(round(1.2 * radius));
        graphics.fill(new Ellipse2D.Double(x - 1.2 * radius, shaftFoot - 0.35 * radius, 2.4 * radius, 0.7 * radius));
    }

    private void capital(double low) {
        double unit = radius;
        graphics.setPaint(round(1.1 * unit));
        graphics.fill(polygon(
                x - 0.84 * unit,
                low,
                x - 1.15 * unit,
                low - 1.7 * unit,
                x + 1.15 * unit,
                low - 1.7 * unit,
                x + 0.84 * unit,
                low));
        graphics.fill(polygon(
                x - 0.8 * unit,
                low - 1.7 * unit,
                x - unit,
                low - 2.5 * unit,
                x + unit,
                low - 2.5 * unit,
                x + 0.8 * unit,
                low - 1.7 * unit));
        for (int side = -1; side <= 1; side += 2) {
            bull(side, low - 2.5 * unit, unit);
        }
    }

    /** Forequarters, head and horn, seen from the side. */
    private void bull(int side, double low, double unit) {
        Path2D body = new Path2D.Double();
        body.moveTo(x, low);
        body.lineTo(x + side * 1.7 * unit, low);
        body.lineTo(x + side * 2.2 * unit, low - 0.35 * unit);
        body.curveTo(
                x + side * 1.8 * unit,
                low - 0.8 * unit,
                x + side * 1.75 * unit,
                low - 1.2 * unit,
                x + side * 2.0 * unit,
                low - 1.35 * unit);
        body.lineTo(x + side * 2.7 * unit, low - 1.15 * unit);
        body.lineTo(x + side * 2.65 * unit, low - 1.65 * unit);
        body.lineTo(x + side * 1.95 * unit, low - 2.1 * unit);
        body.curveTo(
                x + side * 1.4 * unit, low - 2.1 * unit, x + side * 1.0 * unit, low - 1.5 * unit, x, low - 1.3 * unit);
        body.closePath();
        Color near = side < 0 ? LIGHT : STONE;
        graphics.setPaint(
                new GradientPaint(0, (float) (low - 2 * unit), near, 0, (float) low, side < 0 ? STONE : SHADE));
        graphics.fill(body);
        graphics.setColor(new Color(74, 52, 32, 170));
        graphics.setStroke(new BasicStroke((float) Math.max(0.6, unit / 10)));
        graphics.draw(body);
    }
}
