package bottega.training.similarity;

import java.util.Arrays;

/**
 * The hash by discrete cosine transform of Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash
 * Functions", section 3.2.1: brightness at 32 x 32, its lowest 8 x 8 frequencies, one bit each for whether it lies
 * above their median. The paper leaves the first row and column of frequencies out; here, as in the Python library
 * ImageHash, they count, so that stripes and gradients along one axis have a hash that is more than noise.
 */
final class PerceptualHash {
    private static final int SIDE = Thumbnail.SIDE;
    private static final int FREQUENCIES = 8;
    /** {@code cos(pi (2 x + 1) u / (2 SIDE))}, by u and x. */
    private static final double[][] COSINES = cosines();

    private PerceptualHash() {}

    static long of(Thumbnail thumbnail) {
        double[] frequencies = frequencies(thumbnail.brightness);
        double[] sorted = frequencies.clone();
        Arrays.sort(sorted);
        double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        long hash = 0;
        for (double frequency : frequencies) {
            hash = hash << 1 | (frequency > median ? 1 : 0);
        }
        return hash;
    }

    /** Row by row, the lowest first; without the transform's constant factors, on which no bit depends. */
    private static double[] frequencies(byte[] values) {
        double[] rows = new double[SIDE * FREQUENCIES];
        for (int y = 0; y < SIDE; y++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                double sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += (values[y * SIDE + x] & 0xff) * COSINES[u][x];
                }
                rows[y * FREQUENCIES + u] = sum;
            }
        }
        double[] frequencies = new double[FREQUENCIES * FREQUENCIES];
        for (int v = 0; v < FREQUENCIES; v++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                double sum = 0;
                for (int y = 0; y < SIDE; y++) {
                    sum += rows[y * FREQUENCIES + u] * COSINES[v][y];
                }
                frequencies[v * FREQUENCIES + u] = Math.rint(sum); // of one grey, all but the first are 0
            }
        }
        return frequencies;
    }

    private static double[][] cosines() {
        double[][] cosines = new double[FREQUENCIES][SIDE];
        for (int u = 0; u < FREQUENCIES; u++) {
            for (int x = 0; x < SIDE; x++) {
                cosines[u][x] = Math.cos(Math.PI * (2 * x + 1) * u / (2 * SIDE));
            }
        }
        return cosines;
    }
}
