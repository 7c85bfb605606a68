package bottega.deploy.ornament;

import java.awt.geom.AffineTransform;
import java.util.random.RandomGenerator;

/**
 * Where and how large an ornament stands in the picture.
 *
 * @param unit pixels for the band's height
 * @param transform from units of the tile to pixels
 * @param bandRepeat distance between parallel bands in units, 0 for a single band
 * @param ruleWidth thickness of the lines that frame a band, in units, 0 for none
 * @param ruleGap between band and line, in units
 * @param relief how far carved forms stand out, in units, 0 for flat
 */
record Placement(
        double unit, AffineTransform transform, double bandRepeat, double ruleWidth, double ruleGap, double relief) {

    static Placement draw(Tile tile, RandomGenerator random) {
        int size = OrnamentPainter.SIZE;
        double unit = random.nextDouble(48, 60);
        double degrees = 4 * random.nextGaussian();
        AffineTransform transform =
                AffineTransform.getTranslateInstance(size * random.nextDouble(), size * random.nextDouble(0.45, 0.55));
        transform.rotate(Math.toRadians(degrees));
        transform.shear(0.06 * random.nextGaussian(), 0);
        transform.scale(random.nextBoolean() ? unit : -unit, unit * random.nextDouble(0.88, 1.12));
        transform.translate(
                -random.nextDouble(tile.width()), tile.runsInBand() ? -0.5 : -random.nextDouble(tile.height()));
        double ruleWidth = random.nextInt(4) == 0 ? 0 : random.nextDouble(0.04, 0.09);
        double ruleGap = random.nextDouble(0.06, 0.14);
        double bandRepeat = random.nextBoolean() ? 0 : 1 + 2 * (ruleGap + ruleWidth) + random.nextDouble(0.05, 0.3);
        double relief = random.nextInt(3) == 0 ? random.nextDouble(0.02, 0.045) : 0;
        return new Placement(unit, transform, bandRepeat, ruleWidth, ruleGap, relief);
    }
}
