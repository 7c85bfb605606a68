package bottega.deploy.scene;

import static bottega.deploy.scene.Drawing.clear;
import static bottega.deploy.scene.Drawing.mix;
import static bottega.deploy.scene.Drawing.polygon;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The content picture: fluted columns, whole and broken, on a platform with stairs before hills; Persepolis in mind. */
public final class Columns {
    private static final int WIDTH = 512;
    private static final int HEIGHT = 384;
    private static final double FLOOR = 286;

    private final RandomGenerator random;
    private final Noise noise;
    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D graphics = Drawing.on(image);

    private Columns(long seed) {
        random = new SplittableRandom(seed);
        noise = new Noise(seed);
    }

    /** 512 x 384 pixels. */
    public static BufferedImage paint(long seed) {
        Columns scene = new Columns(seed);
        scene.sky();
        scene.hills();
        scene.platform();
        scene.columns();
        scene.stairs();
        scene.foreground();
        scene.grain();
        scene.graphics.dispose();
        return scene.image;
    }

    private void sky() {
        Color zenith = new Color(0x3f74ad);
        Color horizon = new Color(0xf3d9ae);
        for (int y = 0; y < 260; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double cloud = Math.pow(noise.at(x / 95.0, y / 26.0), 2.2) * 1.5 - 0.15;
                Color clear = mix(zenith, horizon, Math.pow(y / 250.0, 1.2));
                image.setRGB(x, y, mix(clear, new Color(0xfff3e2), 0.75 * cloud).getRGB());
            }
        }
    }

    private void hills() {
        Color[] tones = {new Color(0xa9a0a8), new Color(0x9a8573), new Color(0x83694f)};
        for (int layer = 0; layer < tones.length; layer++) {
            Path2D hill = new Path2D.Double();
            hill.moveTo(0, HEIGHT);
            for (int x = 0; x <= WIDTH + 3; x += 3) {
                double rise = noise.at(x / (95.0 - 15 * layer), 12.5 * layer + 3);
                hill.lineTo(x, 252 + 12 * layer - (108 - 26 * layer) * rise + 4 * noise.at(x / 9.0, 40 + layer));
            }
            hill.lineTo(WIDTH + 3, HEIGHT);
            hill.closePath();
            graphics.setPaint(new GradientPaint(0, 170, tones[layer], 0, 290, mix(tones[layer], Color.WHITE, 0.3)));
            graphics.fill(hill);
            graphics.setClip(hill);
            for (int i = 0; i < 120; i++) {
                double x = random.nextDouble(WIDTH);
                double y = random.nextDouble(170, 285);
                graphics.setColor(new Color(40, 25, 20, 15));
                graphics.fill(
                        polygon(x, y, x + random.nextDouble(6, 16), y + 18, x - random.nextDouble(4, 18), y + 26));
            }
            graphics.setClip(null);
        }
    }

    private void platform() {
        graphics.setPaint(new GradientPaint(0, (float) FLOOR - 12, new Color(0xd9c39b), 0, 312, new Color(0xc2a67a)));
        graphics.fill(polygon(0, FLOOR - 12, WIDTH, FLOOR - 12, WIDTH, 306, 0, 306));
        graphics.setPaint(new GradientPaint(0, 304, new Color(0xb08f63), 0, 352, new Color(0x8a6a45)));
        graphics.fill(new Rectangle2D.Double(0, 304, WIDTH, 52));
        for (int row = 0; row < 4; row++) {
            double y = 304 + row * 13;
            double x = -random.nextDouble(30);
            while (x < WIDTH) {
                double width = random.nextDouble(24, 52);
                graphics.setColor(clear(mix(new Color(0xd0ae7d), new Color(0x6d5134), random.nextDouble()), 110));
                graphics.fill(new Rectangle2D.Double(x + 0.8, y + 0.8, width - 1.6, 11.4));
                x += width;
            }
            graphics.setColor(new Color(60, 40, 25, 120));
            graphics.fill(new Rectangle2D.Double(0, y, WIDTH, 0.9));
        }
        graphics.setColor(new Color(0xe6d2ab));
        graphics.fill(new Rectangle2D.Double(0, 301, WIDTH, 4));
    }

    /** Far row first; heights are in pixels, a broken column ends without a capital. */
    private void columns() {
        double[][] far = {
            {60, 128, 1}, {128, 44, 0}, {196, 132, 1}, {262, 128, 1}, {330, 90, 0}, {398, 130, 1}, {462, 126, 1}
        };
        for (double[] column : far) {
            new Column(graphics, random, column[0], FLOOR - 8, 5.2, column[1], column[2] == 1).draw();
        }
        double[][] near = {
            {28, 232, 1}, {106, 236, 1}, {178, 116, 0}, {246, 34, 0}, {318, 238, 1}, {402, 234, 1}, {482, 158, 0}
        };
        for (double[] column : near) {
            new Column(graphics, random, column[0], FLOOR + 10, 10.5, column[1], column[2] == 1).draw();
        }
        fallenDrums();
    }

    private void fallenDrums() {
        for (double[] drum : new double[][] {{208, 294, 10}, {226, 297, 9}, {282, 295, 10}, {438, 296, 9}}) {
            graphics.setColor(new Color(40, 25, 20, 90));
            graphics.fill(new Ellipse2D.Double(drum[0] - 6, drum[1] + 4, 36, 7));
            graphics.setPaint(new GradientPaint(
                    0,
                    (float) (drum[1] - drum[2]),
                    new Color(0xe3cda4),
                    0,
                    (float) (drum[1] + drum[2]),
                    new Color(0x7d6040)));
            graphics.fill(new Rectangle2D.Double(drum[0], drum[1] - drum[2], 22, 2 * drum[2]));
            graphics.fill(new Ellipse2D.Double(drum[0] + 17, drum[1] - drum[2], 10, 2 * drum[2]));
            graphics.setColor(new Color(0xcbb083));
            graphics.fill(new Ellipse2D.Double(drum[0] - 5, drum[1] - drum[2], 10, 2 * drum[2]));
            graphics.setColor(new Color(70, 50, 30, 150));
            graphics.setStroke(new BasicStroke(0.9f));
            graphics.draw(new Ellipse2D.Double(drum[0] - 5, drum[1] - drum[2], 10, 2 * drum[2]));
        }
    }

    /** Two flights that meet in the middle. */
    private void stairs() {
        int steps = 13;
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 0; i < steps; i++) {
                double y = 304 + i * 4.1;
                double x = 256 + side * (34 + i * 9.2);
                double inner = 256 + side * 30;
                graphics.setColor(mix(new Color(0xe8d3aa), new Color(0xa98859), (double) i / steps));
                graphics.fill(polygon(inner, y, x, y, x, 358, inner, 358));
                graphics.setColor(new Color(70, 48, 28, 150));
                graphics.setStroke(new BasicStroke(0.9f));
                graphics.draw(polygon(inner, y, x, y, x, y + 4.1, inner, y + 4.1));
            }
        }
        graphics.setPaint(new GradientPaint(226, 0, new Color(0xc9a973), 286, 0, new Color(0x8f6f49)));
        graphics.fill(new Rectangle2D.Double(226, 303, 60, 55));
        graphics.setColor(new Color(80, 55, 32, 190));
        for (int row = 0; row < 2; row++) {
            for (int i = 0; i < 5; i++) {
                figure(233 + i * 11.5, 312 + row * 24);
            }
        }
    }

    /** One of a procession in relief. */
    private void figure(double x, double y) {
        graphics.fill(new Ellipse2D.Double(x - 1.8, y - 2, 3.6, 4.2));
        graphics.fill(new Rectangle2D.Double(x - 1.8, y - 5, 3.6, 3));
        graphics.fill(polygon(x - 2, y + 2.4, x + 2, y + 2.4, x + 3.4, y + 16, x - 3, y + 16));
        graphics.fill(polygon(x + 1.5, y + 4, x + 5, y + 7, x + 4.6, y + 8, x + 1.5, y + 6.5));
    }

    private void foreground() {
        graphics.setPaint(new LinearGradientPaint(
                0, 354, 0, HEIGHT, new float[] {0, 1}, new Color[] {new Color(0xc7ad78), new Color(0x7a6238)}));
        graphics.fill(new Rectangle2D.Double(0, 355, WIDTH, HEIGHT - 355));
        for (int i = 0; i < 900; i++) {
            double x = random.nextDouble(WIDTH);
            double y = random.nextDouble(356, HEIGHT + 8);
            Color blade = mix(new Color(0xa39a4c), new Color(0x4f5a2a), random.nextDouble());
            graphics.setColor(clear(blade, 190));
            graphics.setStroke(new BasicStroke(0.9f));
            graphics.draw(new QuadCurve2D.Double(
                    x,
                    y,
                    x + random.nextDouble(-2, 2),
                    y - 5,
                    x + random.nextDouble(-4, 5),
                    y - random.nextDouble(5, 11)));
        }
        for (int i = 0; i < 14; i++) {
            double x = random.nextDouble(WIDTH);
            double y = random.nextDouble(360, 380);
            double size = random.nextDouble(4, 11);
            graphics.setPaint(new GradientPaint(
                    (float) x,
                    (float) (y - size),
                    new Color(0xdcc8a0),
                    (float) x,
                    (float) (y + size),
                    new Color(0x64492c)));
            graphics.fill(
                    polygon(x - size, y, x - size * 0.5, y - size * 0.7, x + size * 0.6, y - size * 0.6, x + size, y));
        }
    }

    private void grain() {
        for (int y = 250; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                Color colour = new Color(image.getRGB(x, y));
                double tone = noise.at(x / 5.0, y / 5.0) - 0.5 + 0.06 * random.nextGaussian();
                image.setRGB(
                        x,
                        y,
                        mix(colour, tone > 0 ? Color.WHITE : Color.BLACK, 0.3 * Math.abs(tone))
                                .getRGB());
            }
        }
    }
}
