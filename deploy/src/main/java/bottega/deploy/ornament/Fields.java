package bottega.deploy.ornament;

import static bottega.deploy.ornament.Shapes.ellipse;
import static bottega.deploy.ornament.Shapes.leaf;
import static bottega.deploy.ornament.Shapes.line;
import static bottega.deploy.ornament.Shapes.placed;
import static bottega.deploy.ornament.Shapes.polygon;
import static bottega.deploy.ornament.Tile.accent;
import static bottega.deploy.ornament.Tile.ground;
import static bottega.deploy.ornament.Tile.ink;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;

/** Ornaments that cover a field. */
final class Fields {
    private Fields() {}

    /** Zigzag stripes, every second one in the other colour. */
    static Tile chevron(RandomGenerator random) {
        double width = random.nextDouble(0.7, 1.05);
        double rise = width * random.nextDouble(0.42, 0.62);
        double stripe = random.nextDouble(0.17, 0.23);
        boolean twoColours = random.nextBoolean();
        Shape upper = zigzag(width, rise, 0, stripe);
        Shape lower = zigzag(width, rise, 2 * stripe, stripe);
        return Tile.field(width, 4 * stripe, ink(upper), twoColours ? accent(lower) : ink(lower));
    }

    private static Shape zigzag(double width, double rise, double y, double thickness) {
        return polygon(
                0,
                y + rise,
                width / 2,
                y,
                width,
                y + rise,
                width,
                y + rise + thickness,
                width / 2,
                y + thickness,
                0,
                y + rise + thickness);
    }

    /** A net of diamonds, a smaller one or a dot in each. */
    static Tile lozenge(RandomGenerator random) {
        double width = random.nextDouble(0.55, 0.72);
        double height = width * random.nextDouble(1.3, 1.7);
        Shape net = line(diamond(width / 2, height / 2, width / 2, height / 2), random.nextDouble(0.06, 0.1));
        double core = random.nextDouble(0.2, 0.27);
        Shape middle = random.nextInt(3) == 0
                ? ellipse(width / 2, height / 2, 0.14, 0.14)
                : diamond(width / 2, height / 2, width * core, height * core);
        Shape corner = diamond(0, 0, width * core, height * core);
        return Tile.field(width, height, ink(net), accent(middle), accent(corner));
    }

    private static Path2D diamond(double x, double y, double halfWidth, double halfHeight) {
        return polygon(x - halfWidth, y, x, y - halfHeight, x + halfWidth, y, x, y + halfHeight);
    }

    /** Squares of two colours in turn. */
    static Tile chequer(RandomGenerator random) {
        double side = random.nextDouble(0.3, 0.5);
        double tall = side * random.nextDouble(0.85, 1.15);
        Shape one = polygon(0, 0, side, 0, side, tall, 0, tall);
        Shape two = polygon(side, tall, 2 * side, tall, 2 * side, 2 * tall, side, 2 * tall);
        return Tile.field(2 * side, 2 * tall, ink(one), random.nextInt(3) == 0 ? accent(two) : ink(two));
    }

    /** A flower in a ring, seen from above. */
    static Tile rosette(RandomGenerator random) {
        int petals = random.nextInt(6, 11);
        double radius = 0.44;
        double breadth = 2.7 * radius / petals;
        double start = random.nextDouble(360);
        Path2D flower = new Path2D.Double();
        for (int i = 0; i < petals; i++) {
            flower.append(placed(leaf(radius, breadth), start + i * 360.0 / petals, 0.6, 0.6), false);
        }
        Shape ring = line(ellipse(0.6, 0.6, 0.53, 0.53), random.nextDouble(0.05, 0.08));
        return Tile.field(
                1.2,
                1.2,
                ink(ring),
                ink(flower),
                ground(ellipse(0.6, 0.6, 0.15, 0.15)),
                accent(ellipse(0.6, 0.6, 0.1, 0.1)));
    }
}
