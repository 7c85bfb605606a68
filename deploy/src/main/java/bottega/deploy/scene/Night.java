package bottega.deploy.scene;

import static bottega.deploy.scene.Drawing.mix;
import static bottega.deploy.scene.Drawing.polygon;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The style picture: stars and a moon in a sky that turns, a cypress before hills and a village, in brush strokes. */
public final class Night {
    private static final int WIDTH = 512;
    private static final int HEIGHT = 384;

    private static final Color HILL_FAR = new Color(0x3a5f8c);
    private static final Color HILL_NEAR = new Color(0x1d3a52);
    private static final Color CYPRESS_DARK = new Color(0x10170f);
    private static final Color CYPRESS_LIGHT = new Color(0x4a4a22);

    private final RandomGenerator random;
    private final Noise noise;
    private final NightSky sky = new NightSky(WIDTH, HEIGHT);
    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D graphics = Drawing.on(image);

    private Night(long seed) {
        random = new SplittableRandom(seed);
        noise = new Noise(seed);
    }

    /** 512 x 384 pixels. */
    public static BufferedImage paint(long seed) {
        Night night = new Night(seed);
        night.graphics.setColor(new Color(0x1b2f66));
        night.graphics.fillRect(0, 0, WIDTH, HEIGHT);
        night.skyStrokes(5200, 6.5, 26);
        night.skyStrokes(7000, 3.2, 18);
        night.hills();
        night.village();
        night.cypress(86, 372, 318, 46);
        night.cypress(128, 376, 176, 26);
        night.graphics.dispose();
        return night.image;
    }

    private void skyStrokes(int count, double width, int length) {
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(-10, WIDTH + 10);
            double y = random.nextDouble(-10, HEIGHT * 0.8);
            Color colour = vary(sky.colourAt(x, y), 16);
            Path2D stroke = new Path2D.Double();
            stroke.moveTo(x, y);
            for (int step = 0; step < length / 2; step++) {
                double heading = sky.headingAt(x, y);
                x += 2 * Math.cos(heading);
                y += 2 * Math.sin(heading);
                stroke.lineTo(x, y);
            }
            stroke(stroke, colour, width * random.nextDouble(0.6, 1.2));
        }
    }

    private void hills() {
        for (int layer = 0; layer < 4; layer++) {
            double part = layer / 3.0;
            for (int y = 0; y < 110; y += 4) {
                for (int i = 0; i < 60; i++) {
                    double x = random.nextDouble(-20, WIDTH + 20);
                    double top = ridge(layer, x) + y;
                    Path2D stroke = new Path2D.Double();
                    stroke.moveTo(x, top);
                    stroke.quadTo(x + 9, ridge(layer, x + 9) + y - 1.5, x + 20, ridge(layer, x + 20) + y);
                    Color base = mix(HILL_FAR, HILL_NEAR, part + y / 220.0);
                    Color lit = y == 0 ? mix(base, new Color(0x9fc0cf), 0.45) : base;
                    stroke(stroke, vary(lit, 20), 4.2);
                }
            }
        }
    }

    private double ridge(int layer, double x) {
        return 246 + layer * 26 - 60 * (noise.at(x / (120.0 + 25 * layer), 9.0 * layer) - 0.4) * (1.3 - 0.25 * layer);
    }

    private void village() {
        for (int i = 0; i < 15; i++) {
            double x = 196 + i * 20 + random.nextDouble(-5, 5);
            double y = 336 + 18 * Math.sin(i * 1.9) + random.nextDouble(-4, 4);
            double width = random.nextDouble(15, 24);
            double height = random.nextDouble(11, 17);
            if (i == 6) {
                spire(x + 8, y);
            }
            graphics.setColor(vary(new Color(0x4a6a84), 24));
            graphics.fill(polygon(x, y, x + width, y - 1, x + width, y + height, x, y + height));
            graphics.setColor(vary(new Color(0x26384f), 14));
            graphics.fill(polygon(x - 2, y, x + width / 2, y - height * 0.75, x + width + 2, y - 1));
            if (random.nextInt(4) != 0) {
                graphics.setColor(vary(new Color(0xf2c94f), 14));
                double wx = x + width * random.nextDouble(0.2, 0.6);
                graphics.fill(polygon(wx, y + 4, wx + 4, y + 4, wx + 4, y + 9, wx, y + 9));
            }
            stroke(polygon(x, y, x + width, y - 1, x + width, y + height, x, y + height), new Color(0x14203a), 1.3);
        }
        for (int i = 0; i < 420; i++) {
            double x = random.nextDouble(150, WIDTH + 10);
            double y = random.nextDouble(352, HEIGHT + 6);
            Path2D bush = new Path2D.Double();
            bush.moveTo(x, y);
            bush.quadTo(x + 4, y - 9, x + 11, y - 2);
            stroke(bush, vary(mix(HILL_NEAR, new Color(0x2d4a34), random.nextDouble()), 18), 3.4);
        }
    }

    private void spire(double x, double y) {
        graphics.setColor(new Color(0x35516c));
        graphics.fill(polygon(x - 5, y + 10, x - 5, y - 26, x + 5, y - 26, x + 5, y + 10));
        graphics.setColor(new Color(0x1c2b47));
        graphics.fill(polygon(x - 6, y - 26, x, y - 70, x + 6, y - 26));
    }

    /** Flames of dark green that lean to and fro. */
    private void cypress(double x, double foot, double height, double breadth) {
        for (int i = 0; i < 620; i++) {
            double up = Math.pow(random.nextDouble(), 1.15);
            double half = breadth * Math.pow(1 - up, 0.8) * (0.82 + 0.3 * Math.sin(up * 21));
            double side = random.nextDouble(-1, 1);
            double startX = x + side * half + 7 * Math.sin(up * 6);
            double startY = foot - up * height;
            double lick = random.nextDouble(18, 40) * (1 - 0.5 * up);
            Path2D flame = new Path2D.Double();
            flame.moveTo(startX, startY);
            flame.curveTo(
                    startX + side * 7,
                    startY - lick * 0.4,
                    startX - side * 6,
                    startY - lick * 0.7,
                    startX - side * half * 0.25,
                    startY - lick);
            stroke(flame, vary(mix(CYPRESS_DARK, CYPRESS_LIGHT, 0.55 * random.nextDouble()), 9), 3.6);
        }
    }

    private void stroke(Path2D path, Color colour, double width) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    private Color vary(Color colour, double deviation) {
        double shift = deviation * random.nextGaussian();
        double warm = 0.4 * deviation * random.nextGaussian();
        return new Color(
                channel(colour.getRed() + shift + warm),
                channel(colour.getGreen() + shift),
                channel(colour.getBlue() + shift - warm));
    }

    private static int channel(double value) {
        return (int) Math.clamp(value, 0, 255);
    }
}
