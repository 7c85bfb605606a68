package bottega.deploy.ornament;

import static bottega.deploy.ornament.Shapes.curve;
import static bottega.deploy.ornament.Shapes.cutLine;
import static bottega.deploy.ornament.Shapes.ellipse;
import static bottega.deploy.ornament.Shapes.joined;
import static bottega.deploy.ornament.Shapes.leaf;
import static bottega.deploy.ornament.Shapes.line;
import static bottega.deploy.ornament.Shapes.placed;
import static bottega.deploy.ornament.Shapes.polygon;
import static bottega.deploy.ornament.Shapes.polyline;
import static bottega.deploy.ornament.Shapes.softLine;
import static bottega.deploy.ornament.Tile.accent;
import static bottega.deploy.ornament.Tile.ground;
import static bottega.deploy.ornament.Tile.ink;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;

/** Ornaments that run in a band of height 1. */
final class Bands {
    private Bands() {}

    /** The Greek key: a line that hooks back into itself, with one or two turns inside. */
    static Tile meander(RandomGenerator random) {
        boolean deep = random.nextBoolean();
        Path2D key = deep
                ? polyline(-1, 5, 0, 5, 0, 0, 5, 0, 5, 4, 2, 4, 2, 2, 3.2, 2)
                : polyline(-1, 4, 0, 4, 0, 0, 4, 0, 4, 2.6, 2, 2.6);
        double units = deep ? 5 : 4;
        double period = deep ? 6.6 : 5.5;
        key.append(polyline(0, units, period, units), false);
        double scale = 0.84 / units;
        AffineTransform fit = AffineTransform.getTranslateInstance(0, 0.08);
        fit.scale(scale, scale);
        return Tile.band(period * scale, ink(line(fit.createTransformedShape(key), random.nextDouble(0.09, 0.125))));
    }

    /** Two strands plaited around a row of eyes. */
    static Tile guilloche(RandomGenerator random) {
        double half = random.nextDouble(0.62, 0.85);
        double swing = random.nextDouble(0.3, 0.35);
        double width = random.nextDouble(0.2, 0.26);
        double inner = width - 0.09;
        Path2D under = strand(0, 2 * half, half, swing);
        Path2D over = strand(0, 2 * half, half, -swing);
        Path2D again = strand(0.6 * half, 1.4 * half, half, swing);
        Shape eyes = joined(ellipse(half / 2, 0.5, 0.09, 0.09), ellipse(1.5 * half, 0.5, 0.09, 0.09));
        return Tile.band(
                2 * half,
                ink(cutLine(under, width)),
                accent(cutLine(under, inner)),
                ink(cutLine(over, width)),
                accent(cutLine(over, inner)),
                ink(cutLine(again, width)),
                accent(cutLine(again, inner)),
                ink(eyes));
    }

    private static Path2D strand(double from, double to, double half, double swing) {
        return curve(from, to, x -> x, x -> 0.5 + swing * Math.sin(Math.PI * x / half));
    }

    /** Eggs in their shells, a dart between each two. */
    static Tile eggAndDart(RandomGenerator random) {
        double width = random.nextDouble(0.86, 1.05);
        double radius = random.nextDouble(0.22, 0.27);
        Shape egg = eggShape(radius, 0.62);
        Shape shell = eggShape(radius + 0.13, 0.76);
        Shape hollow = eggShape(radius + 0.05, 0.68);
        double middle = width / 2;
        double half = random.nextDouble(0.07, 0.1);
        Shape dart = joined(
                polygon(middle - half, 0.66, middle + half, 0.66, middle, 0.96),
                polygon(middle - 0.03, 0.12, middle + 0.03, 0.12, middle + 0.03, 0.7, middle - 0.03, 0.7));
        Shape ledge = polygon(-width / 2, 0, width / 2, 0, width / 2, 0.1, -width / 2, 0.1);
        return Tile.band(width, ink(shell), ground(hollow), accent(egg), ink(dart), ink(ledge));
    }

    /** An egg that hangs from the ledge: half an ellipse with straight shoulders. */
    private static Shape eggShape(double radius, double depth) {
        Path2D egg = new Path2D.Double();
        egg.moveTo(-0.8 * radius, 0.08);
        egg.curveTo(-1.25 * radius, 0.5 * depth, -0.8 * radius, depth + 0.1, 0, depth + 0.12);
        egg.curveTo(0.8 * radius, depth + 0.1, 1.25 * radius, 0.5 * depth, 0.8 * radius, 0.08);
        egg.closePath();
        return egg;
    }

    /** The running dog: each wave rolls up into a spiral. */
    static Tile vitruvianScroll(RandomGenerator random) {
        double width = random.nextDouble(0.95, 1.2);
        double radius = random.nextDouble(0.34, 0.39);
        double turns = random.nextDouble(1.35, 1.65);
        double centreY = 0.12 + radius;
        Path2D wave = new Path2D.Double();
        wave.moveTo(-0.45 * width, 0.9);
        wave.curveTo(-0.1 * width, 0.9, -radius, 0.8, -radius, centreY);
        wave.append(
                curve(
                        0,
                        turns * 2 * Math.PI,
                        t -> -radius * (1 - 0.8 * t / (turns * 2 * Math.PI)) * Math.cos(t),
                        t -> centreY - radius * (1 - 0.8 * t / (turns * 2 * Math.PI)) * Math.sin(t)),
                true);
        Shape sea = polygon(-width, 0.9, width, 0.9, width, 1, -width, 1);
        return Tile.band(
                width,
                ink(softLine(wave, random.nextDouble(0.1, 0.14))),
                ink(sea),
                accent(ellipse(0, centreY, 0.08, 0.08)));
    }

    /** A fan of leaves over two volutes. */
    static Tile palmette(RandomGenerator random) {
        double width = random.nextDouble(0.95, 1.15);
        int pairs = random.nextInt(2, 4);
        double breadth = pairs == 2 ? 0.17 : 0.12;
        Path2D leaves = new Path2D.Double();
        for (int i = -pairs; i <= pairs; i++) {
            double length = 0.76 - 0.3 * Math.abs(i) / pairs;
            leaves.append(placed(leaf(length, breadth), i * 80.0 / pairs, 0, 0.82), false);
        }
        Path2D volutes = joinedVolutes(width);
        return Tile.band(
                width,
                ink(leaves),
                ink(softLine(volutes, 0.07)),
                accent(placed(leaf(0.3, 0.13), 0, 0, 0.86)),
                ink(polygon(-width, 0.95, width, 0.95, width, 1, -width, 1)));
    }

    private static Path2D joinedVolutes(double width) {
        double radius = 0.11;
        double centre = width / 2 - 0.14;
        Path2D volutes = new Path2D.Double();
        for (int side = -1; side <= 1; side += 2) {
            int way = side;
            volutes.moveTo(0, 0.88);
            volutes.append(
                    curve(
                            0,
                            2.4 * Math.PI,
                            t -> way * (centre + radius * (1 - t / 9) * Math.sin(t)),
                            t -> 0.78 + radius * (1 - t / 9) * Math.cos(t)),
                    true);
        }
        return volutes;
    }

    /** Beads on a string, two thin reels between each two. */
    static Tile beadAndReel(RandomGenerator random) {
        double bead = random.nextDouble(0.38, 0.5);
        double reel = 0.07;
        double gap = random.nextDouble(0.09, 0.12);
        double width = 2 * bead + 2 * (2 * reel) + 3 * gap;
        double first = bead + gap + reel;
        Shape reels = joined(ellipse(first, 0.5, reel, 0.4), ellipse(first + 2 * reel + gap, 0.5, reel, 0.4));
        return Tile.band(
                width,
                ink(ellipse(0, 0.5, bead, 0.36)),
                accent(ellipse(-0.1 * bead, 0.44, 0.55 * bead, 0.18)),
                ink(reels));
    }
}
