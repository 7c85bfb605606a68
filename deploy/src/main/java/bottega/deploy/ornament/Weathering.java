package bottega.deploy.ornament;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** What time and a hurried photographer do to an ornament: losses, cracks, stains, light from one side, blur, grain. */
final class Weathering {
    private Weathering() {}

    static void apply(BufferedImage image, Palette palette, RandomGenerator random) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int i = random.nextInt(4); i > 0; i--) {
            loss(graphics, palette, random);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            crack(graphics, random);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            stain(graphics, random);
        }
        graphics.dispose();
        Exposure.draw(random).apply(image, random);
    }

    /** A piece that broke away and shows the bare ground. */
    private static void loss(Graphics2D graphics, Palette palette, RandomGenerator random) {
        double x = random.nextDouble(OrnamentPainter.SIZE);
        double y = random.nextDouble(OrnamentPainter.SIZE);
        double radius = random.nextDouble(3, 9);
        Path2D outline = new Path2D.Double();
        int corners = 11;
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double reach = radius * random.nextDouble(0.55, 1.2);
            double px = x + reach * Math.cos(angle);
            double py = y + reach * Math.sin(angle);
            if (i == 0) {
                outline.moveTo(px, py);
            } else {
                outline.lineTo(px, py);
            }
        }
        outline.closePath();
        Color ground = palette.ground();
        graphics.setColor(random.nextBoolean() ? ground.darker() : mixed(ground, new Color(0xb8ab98)));
        graphics.fill(outline);
        graphics.setColor(new Color(0, 0, 0, 60));
        graphics.setStroke(new BasicStroke(0.8f));
        graphics.draw(outline);
    }

    private static Color mixed(Color a, Color b) {
        return new Color(
                (a.getRed() + b.getRed()) / 2, (a.getGreen() + b.getGreen()) / 2, (a.getBlue() + b.getBlue()) / 2);
    }

    private static void crack(Graphics2D graphics, RandomGenerator random) {
        double x = random.nextDouble(OrnamentPainter.SIZE);
        double y = random.nextDouble(OrnamentPainter.SIZE);
        double heading = random.nextDouble(2 * Math.PI);
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        for (int i = random.nextInt(4, 14); i > 0; i--) {
            heading += 0.5 * random.nextGaussian();
            x += 6 * Math.cos(heading);
            y += 6 * Math.sin(heading);
            path.lineTo(x, y);
        }
        boolean scratch = random.nextInt(3) == 0;
        graphics.setColor(scratch ? new Color(245, 238, 225, 150) : new Color(25, 18, 12, 160));
        graphics.setStroke(new BasicStroke((float) random.nextDouble(0.5, 1.6)));
        graphics.draw(path);
    }

    private static void stain(Graphics2D graphics, RandomGenerator random) {
        Point2D centre =
                new Point2D.Double(random.nextDouble(OrnamentPainter.SIZE), random.nextDouble(OrnamentPainter.SIZE));
        float radius = (float) random.nextDouble(14, 42);
        Color colour = random.nextInt(3) == 0 ? new Color(0x6f7a52) : new Color(0x4a3524);
        graphics.setComposite(AlphaComposite.SrcOver.derive((float) random.nextDouble(0.2, 0.45)));
        graphics.setPaint(new RadialGradientPaint(centre, radius, new float[] {0.3f, 1f}, new Color[] {
            colour, new Color(colour.getRGB() & 0xffffff, true)
        }));
        graphics.fillRect(0, 0, OrnamentPainter.SIZE, OrnamentPainter.SIZE);
        graphics.setComposite(AlphaComposite.SrcOver);
    }
}
