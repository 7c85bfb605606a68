package bottega.deploy.scene;

import java.util.SplittableRandom;

/** Smooth seeded noise in the plane, 0..1 (value noise, three octaves). */
final class Noise {
    private static final int LATTICE = 256;

    private final double[] values = new double[LATTICE * LATTICE];

    Noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble();
        }
    }

    double at(double x, double y) {
        return (4 * octave(x, y) + 2 * octave(2 * x + 31, 2 * y + 17) + octave(4 * x + 7, 4 * y + 59)) / 7;
    }

    private double octave(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double u = smooth(x - column);
        double v = smooth(y - row);
        double upper = value(column, row) * (1 - u) + value(column + 1, row) * u;
        double lower = value(column, row + 1) * (1 - u) + value(column + 1, row + 1) * u;
        return upper * (1 - v) + lower * v;
    }

    private double value(int column, int row) {
        return values[Math.floorMod(row, LATTICE) * LATTICE + Math.floorMod(column, LATTICE)];
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
