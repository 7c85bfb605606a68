package bottega.style.optimise;

/**
 * Arithmetic on picture-sized vectors: floats are stored, sums are in double precision. The loops are written so that
 * the JIT compiler makes vector instructions of them.
 */
final class Vectors {
    /** Independent sums: a single one would wait for each addition before the next. */
    private static final int LANES = 1024;

    private Vectors() {}

    static double dot(float[] a, float[] b) {
        double[] lanes = new double[LANES];
        int start = 0;
        for (; start + LANES <= a.length; start += LANES) {
            addProducts(lanes, a, b, start);
        }
        double sum = 0;
        for (; start < a.length; start++) {
            sum += (double) a[start] * (double) b[start];
        }
        for (double lane : lanes) {
            sum += lane;
        }
        return sum;
    }

    /** A method of its own because only then the compiler makes vector instructions of it: six times as fast. */
    private static void addProducts(double[] lanes, float[] a, float[] b, int start) {
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] += (double) a[start + lane] * (double) b[start + lane];
        }
    }

    /** {@code target += factor * vector}. */
    static void addScaled(float[] target, double factor, float[] vector) {
        float scale = (float) factor;
        for (int i = 0; i < target.length; i++) {
            target[i] += scale * vector[i];
        }
    }

    /** {@code target = base + factor * vector}. */
    static void scaledSum(float[] target, float[] base, double factor, float[] vector) {
        float scale = (float) factor;
        for (int i = 0; i < target.length; i++) {
            target[i] = base[i] + scale * vector[i];
        }
    }

    static void difference(float[] target, float[] a, float[] b) {
        for (int i = 0; i < target.length; i++) {
            target[i] = a[i] - b[i];
        }
    }

    /** {@code target = factor * vector}; the two may be the same. */
    static void scale(float[] target, double factor, float[] vector) {
        float scale = (float) factor;
        for (int i = 0; i < target.length; i++) {
            target[i] = scale * vector[i];
        }
    }

    static double sumOfMagnitudes(float[] a) {
        double sum = 0;
        for (float value : a) {
            sum += Math.abs(value);
        }
        return sum;
    }

    static double largestMagnitude(float[] a) {
        float largest = 0;
        for (float value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
