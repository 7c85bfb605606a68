package bottega.deploy.ornament;

import bottega.deploy.ornament.Tile.Role;
import java.awt.Color;
import java.util.random.RandomGenerator;

/** Colours of a material: what the ornament is drawn on, with, and picked out with. */
record Palette(Color ground, Color ink, Color accent) {
    private static final Palette[] MATERIALS = {
        of(0xc8683a, 0x241a18, 0xe8c9a0), // red-figure pottery
        of(0xe9dfcb, 0x8c3b2a, 0x2f4b63), // fresco
        of(0xd9d4c7, 0x8f897c, 0xbdb6a6), // marble
        of(0x2b3f6b, 0xd9b45a, 0xf1e6c4), // gold on lapis
        of(0xe6dcc0, 0x3d4b3a, 0xb98b3e), // manuscript
        of(0x3f6f73, 0xe3ddc9, 0xc9793f), // glazed tile
        of(0xb59a72, 0x5b4028, 0xdcc69a), // wood inlay
        of(0xf0e9da, 0x1f4f8f, 0x7fa8cf), // faience
        of(0x6d2430, 0xe0b877, 0xf0dfc0), // textile
        of(0x8a8d86, 0x33373a, 0xc2c4bb), // mosaic
    };

    private static Palette of(int ground, int ink, int accent) {
        return new Palette(new Color(ground), new Color(ink), new Color(accent));
    }

    /** A material with its colours varied, in one of five pictures with ground and ink exchanged. */
    static Palette draw(RandomGenerator random) {
        Palette material = MATERIALS[random.nextInt(MATERIALS.length)];
        Palette varied =
                new Palette(vary(material.ground, random), vary(material.ink, random), vary(material.accent, random));
        return random.nextInt(5) == 0 ? new Palette(varied.ink, varied.ground, varied.accent) : varied;
    }

    Color of(Role role) {
        return switch (role) {
            case INK -> ink;
            case ACCENT -> accent;
            case GROUND -> ground;
        };
    }

    private static Color vary(Color colour, RandomGenerator random) {
        float[] hsb = Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null);
        float hue = hsb[0] + (float) (0.035 * random.nextGaussian());
        float saturation = (float) Math.clamp(hsb[1] * random.nextDouble(0.6, 1.25), 0, 1);
        float brightness = (float) Math.clamp(hsb[2] * random.nextDouble(0.85, 1.0), 0, 1);
        return new Color(Color.HSBtoRGB(hue, saturation, brightness));
    }
}
