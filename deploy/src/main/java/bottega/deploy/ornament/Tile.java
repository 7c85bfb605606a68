package bottega.deploy.ornament;

import java.awt.Shape;
import java.util.List;

/**
 * One repeat of an ornament.
 *
 * @param width length of the repeat along the band, in units of the band's height
 * @param height repeat across the band for an ornament that covers a field, 0 for one that runs in a band
 * @param layers painted in this order, each for all repeats before the next; y runs from 0 (top) to 1 (bottom)
 */
record Tile(double width, double height, List<Layer> layers) {
    record Layer(Shape shape, Role role) {}

    /** What a shape is painted with; the palette says which colour that is. */
    enum Role {
        INK,
        ACCENT,
        GROUND
    }

    static Tile band(double width, Layer... layers) {
        return new Tile(width, 0, List.of(layers));
    }

    static Tile field(double width, double height, Layer... layers) {
        return new Tile(width, height, List.of(layers));
    }

    static Layer ink(Shape shape) {
        return new Layer(shape, Role.INK);
    }

    static Layer accent(Shape shape) {
        return new Layer(shape, Role.ACCENT);
    }

    static Layer ground(Shape shape) {
        return new Layer(shape, Role.GROUND);
    }

    boolean runsInBand() {
        return height == 0;
    }
}
