package bottega.deploy.scene;

import static bottega.deploy.scene.Drawing.mix;

import java.awt.Color;
import java.util.List;

/** Colour and direction of the brush at each place of the sky: a wind, whirls in it, and a glow around each light. */
final class NightSky {
    private static final Color DEEP = new Color(0x14255c);
    private static final Color BLUE = new Color(0x2f5aa0);
    private static final Color PALE = new Color(0x9cc3d9);
    private static final Color HALO = new Color(0xd9d36b);
    private static final Color CORE = new Color(0xfff4c2);
    private static final Color MOON = new Color(0xf7b733);

    /** @param strength turns the wind, negative against the clock */
    private record Whirl(double x, double y, double radius, double strength) {}

    /** @param radius of the core; the halo reaches four times as far */
    private record Light(double x, double y, double radius) {}

    private static final List<Whirl> WHIRLS =
            List.of(new Whirl(268, 138, 74, 3.4), new Whirl(352, 176, 46, -3.0), new Whirl(176, 82, 44, 2.4));

    private static final List<Light> STARS = List.of(
            new Light(44, 60, 8),
            new Light(118, 34, 6),
            new Light(208, 30, 7),
            new Light(300, 48, 9),
            new Light(376, 40, 6),
            new Light(404, 112, 7),
            new Light(196, 190, 7),
            new Light(48, 168, 6),
            new Light(476, 178, 6),
            new Light(284, 224, 6));

    private static final Light CRESCENT = new Light(456, 62, 20);

    private final double width;
    private final double height;

    NightSky(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** @return the brush's heading in radians, 0 to the right, positive downwards */
    double headingAt(double x, double y) {
        double vx = 1;
        double vy = 0.35 * Math.sin(x / 60 + y / 45);
        for (Whirl whirl : WHIRLS) {
            double dx = x - whirl.x;
            double dy = y - whirl.y;
            double near = Math.exp(-(dx * dx + dy * dy) / (whirl.radius * whirl.radius));
            double distance = Math.hypot(dx, dy) + 1;
            vx += near * whirl.strength * (-dy - 0.18 * dx) / distance;
            vy += near * whirl.strength * (dx - 0.18 * dy) / distance;
        }
        for (Light light : STARS) {
            double near = 5 * glow(light, x, y);
            double distance = Math.hypot(x - light.x, y - light.y) + 1;
            vx += near * -(y - light.y) / distance;
            vy += near * (x - light.x) / distance;
        }
        double near = 6 * glow(CRESCENT, x, y);
        double distance = Math.hypot(x - CRESCENT.x, y - CRESCENT.y) + 1;
        vx += near * -(y - CRESCENT.y) / distance;
        vy += near * (x - CRESCENT.x) / distance;
        return Math.atan2(vy, vx);
    }

    Color colourAt(double x, double y) {
        double ripple = 0.5 + 0.5 * Math.sin(y / 9 + 2.4 * Math.sin(x / 75) + x / 140);
        Color colour = mix(mix(DEEP, BLUE, 0.75 * ripple + 0.35 * y / height), PALE, 0.5 * Math.pow(y / height, 2));
        for (Whirl whirl : WHIRLS) {
            double dx = x - whirl.x;
            double dy = y - whirl.y;
            double distance = Math.hypot(dx, dy);
            double near = Math.exp(-Math.pow(distance / (1.15 * whirl.radius), 4));
            double turn = Math.signum(whirl.strength) * Math.atan2(dy, dx);
            double band = 0.5 + 0.5 * Math.sin(turn - distance / whirl.radius * 9);
            colour = mix(colour, band > 0.55 ? PALE : mix(DEEP, BLUE, band), near * 0.85);
        }
        for (Light light : STARS) {
            colour = lit(colour, light, x, y);
        }
        return moonlit(lit(colour, CRESCENT, x, y), x, y);
    }

    /** Rings of halo that weaken outwards around a bright core. */
    private static Color lit(Color colour, Light light, double x, double y) {
        double distance = Math.hypot(x - light.x, y - light.y) / light.radius;
        double ring = 0.62 + 0.38 * Math.cos(distance * 3.1);
        Color haloed = mix(colour, mix(PALE, HALO, 1.6 - 0.45 * distance), ring * 1.3 * glow(light, x, y));
        return distance < 1 ? mix(haloed, CORE, 1.5 - distance) : haloed;
    }

    /** The crescent: a disc without a smaller one that covers its left side. */
    private static Color moonlit(Color colour, double x, double y) {
        double outer = Math.hypot(x - CRESCENT.x, y - CRESCENT.y);
        double inner = Math.hypot(x - CRESCENT.x + 10, y - CRESCENT.y + 5);
        if (outer > CRESCENT.radius) {
            return colour;
        }
        return inner > 0.8 * CRESCENT.radius ? MOON : mix(HALO, PALE, 0.35);
    }

    private static double glow(Light light, double x, double y) {
        double distance = Math.hypot(x - light.x, y - light.y) / light.radius;
        return Math.exp(-distance * distance / 9);
    }
}
