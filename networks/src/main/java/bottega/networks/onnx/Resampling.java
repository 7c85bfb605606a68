package bottega.networks.onnx;

import java.util.function.DoubleUnaryOperator;

/**
 * One axis at another length as a matrix, {@code [after, before]}: row i is what the i-th new place takes from the old
 * ones. Smoothing as the engine does it (PyTorch's {@code antialias}, which is Pillow's): where the axis shrinks, the
 * kernel is as much wider, and rows sum to 1.
 */
enum Resampling {
    /** Means over windows that cover the axis: window i goes from floor(i L / n) to ceil((i + 1) L / n). */
    AREA {
        @Override
        double[] row(int place, int before, int after) {
            double[] row = new double[before];
            int from = Math.toIntExact((long) place * before / after);
            int to = Math.toIntExact(Math.ceilDiv((place + 1L) * before, after));
            for (int i = from; i < to; i++) {
                row[i] = 1.0 / (to - from);
            }
            return row;
        }
    },
    LINEAR {
        @Override
        double[] row(int place, int before, int after) {
            return smoothed(place, before, after, 1, distance -> Math.max(0, 1 - distance));
        }
    },
    CUBIC {
        @Override
        double[] row(int place, int before, int after) {
            return smoothed(place, before, after, 2, Resampling::cubic);
        }
    };

    /** The cubic convolution's free parameter (Keys 1981), which is -0.75 without smoothing. */
    static final float CUBIC_COEFFICIENT = -0.5f;

    abstract double[] row(int place, int before, int after);

    /** Row after row. */
    float[] matrix(int before, int after) {
        float[] matrix = new float[Math.multiplyExact(before, after)];
        for (int place = 0; place < after; place++) {
            double[] row = row(place, before, after);
            for (int i = 0; i < before; i++) {
                matrix[place * before + i] = (float) row[i];
            }
        }
        return matrix;
    }

    /** @param radius of the kernel where nothing shrinks */
    private static double[] smoothed(int place, int before, int after, int radius, DoubleUnaryOperator kernel) {
        double scale = (double) before / after;
        double widening = Math.max(1, scale);
        double center = scale * (place + 0.5);
        int from = Math.max(0, (int) (center - radius * widening + 0.5));
        int to = Math.min(before, (int) (center + radius * widening + 0.5));
        double[] row = new double[before];
        double sum = 0;
        for (int i = from; i < to; i++) {
            row[i] = kernel.applyAsDouble(Math.abs((i - center + 0.5) / widening));
            sum += row[i];
        }
        for (int i = from; i < to; i++) {
            row[i] /= sum;
        }
        return row;
    }

    private static double cubic(double distance) {
        double a = CUBIC_COEFFICIENT;
        if (distance < 1) {
            return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
        }
        return distance < 2 ? ((distance - 5) * distance + 8) * distance * a - 4 * a : 0;
    }
}
