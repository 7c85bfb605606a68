package bottega.deploy.ornament;

import bottega.deploy.ornament.Tile.Layer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws one picture of an ornament: tile, colours, place, wear. */
public final class OrnamentPainter {
    /** Width and height of a picture in pixels. */
    public static final int SIZE = 96;

    private static final double REACH = 1.5 * SIZE;

    private final long seed;

    public OrnamentPainter(long seed) {
        this.seed = seed;
    }

    /** The same picture for the same (seed, ornament, index), whatever was drawn before. */
    public BufferedImage paint(Ornament ornament, int index) {
        RandomGenerator random = randomOf(ornament, index);
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        Palette palette = Palette.draw(random);
        Tile tile = ornament.tile(random);
        graphics.setColor(palette.ground());
        graphics.fillRect(0, 0, SIZE, SIZE);
        Placement placement = Placement.draw(tile, random);
        graphics.transform(placement.transform());
        paintTiles(graphics, tile, palette, placement);
        graphics.dispose();
        Weathering.apply(image, palette, random);
        return image;
    }

    private RandomGenerator randomOf(Ornament ornament, int index) {
        long mixed = seed;
        for (long part : new long[] {ornament.label().hashCode(), index}) {
            mixed = new SplittableRandom(mixed ^ (part * 0x9E3779B97F4A7C15L)).nextLong();
        }
        return new SplittableRandom(mixed);
    }

    private static void paintTiles(Graphics2D graphics, Tile tile, Palette palette, Placement placement) {
        int columns = (int) Math.ceil(REACH / (tile.width() * placement.unit()));
        double across = tile.runsInBand() ? placement.bandRepeat() : tile.height();
        int rows = across == 0 ? 0 : (int) Math.ceil(REACH / (across * placement.unit()));
        if (tile.runsInBand()) {
            paintRules(graphics, palette, placement, across, rows);
        }
        for (Layer layer : tile.layers()) {
            for (int row = -rows; row <= rows; row++) {
                for (int column = -columns; column <= columns; column++) {
                    Shape shape = AffineTransform.getTranslateInstance(column * tile.width(), row * across)
                            .createTransformedShape(layer.shape());
                    paint(graphics, shape, palette.of(layer.role()), placement.relief());
                }
            }
        }
    }

    /** The lines that frame a band, above and below it. */
    private static void paintRules(Graphics2D graphics, Palette palette, Placement placement, double across, int rows) {
        double width = placement.ruleWidth();
        if (width == 0) {
            return;
        }
        double reach = REACH / placement.unit();
        for (int row = -rows; row <= rows; row++) {
            double top = row * across;
            for (double y : new double[] {top - placement.ruleGap() - width, top + 1 + placement.ruleGap()}) {
                paint(graphics, new Rectangle2D.Double(-reach, y, 2 * reach, width), palette.ink(), 0);
            }
        }
    }

    /** With relief the shape casts a shadow to one side and catches light on the other, as if it was carved. */
    private static void paint(Graphics2D graphics, Shape shape, Color colour, double relief) {
        if (relief > 0) {
            graphics.setColor(new Color(255, 255, 245, 110));
            graphics.fill(AffineTransform.getTranslateInstance(-relief, -relief).createTransformedShape(shape));
            graphics.setColor(new Color(20, 15, 10, 120));
            graphics.fill(AffineTransform.getTranslateInstance(relief, relief).createTransformedShape(shape));
        }
        graphics.setColor(colour);
        graphics.fill(shape);
    }
}
