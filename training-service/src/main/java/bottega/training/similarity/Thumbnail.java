package bottega.training.similarity;

/** A picture's brightness at {@value #SIDE} x {@value #SIDE}, row by row, unsigned. */
final class Thumbnail {
    static final int SIDE = 32;
    private static final int WINDOW = 8;
    private static final int STRIDE = 4;
    private static final int PLACES = (SIDE - WINDOW) / STRIDE + 1;
    private static final int PIXELS = WINDOW * WINDOW;
    /** Twice the variance of what saving again changes, some two grey levels: where less is to be seen, all looks alike. */
    private static final double NOISE = 10;

    /** Of the windows in which there is something to see, in per cent. */
    private static final int MAY_DIFFER = 10;

    private static final double LEAST_SIMILARITY = 0.8;
    final byte[] brightness;
    final double mean;
    private final double deviation;

    Thumbnail(byte[] brightness) {
        this.brightness = brightness;
        double sum = 0;
        double squares = 0;
        for (byte value : brightness) {
            int level = value & 0xff;
            sum += level;
            squares += level * level;
        }
        mean = sum / brightness.length;
        deviation = Math.sqrt(squares / brightness.length - mean * mean + 1);
    }

    /**
     * @param values brightness of a square of any size, row by row
     * @param cut share of the side that is left out on each side
     */
    static Thumbnail of(byte[] values, int side, double cut) {
        double from = cut * side;
        double step = (side - 2 * from) / SIDE;
        byte[] brightness = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                brightness[y * SIDE + x] =
                        (byte) Math.round(mean(values, side, from + x * step, from + y * step, step));
            }
        }
        return new Thumbnail(brightness);
    }

    /** Of a square of {@code size} pixels, of which those at its edges count by the part that is inside. */
    private static double mean(byte[] values, int side, double left, double top, double size) {
        double sum = 0;
        int lastY = Math.min(side - 1, (int) Math.ceil(top + size) - 1);
        int lastX = Math.min(side - 1, (int) Math.ceil(left + size) - 1);
        for (int y = (int) top; y <= lastY; y++) {
            double height = Math.min(y + 1, top + size) - Math.max(y, top);
            for (int x = (int) left; x <= lastX; x++) {
                double width = Math.min(x + 1, left + size) - Math.max(x, left);
                sum += height * width * (values[y * side + x] & 0xff);
            }
        }
        return sum / (size * size);
    }

    /**
     * Both have to correlate as wholes, which strokes of another width do not, and in detail by the contrast and structure
     * terms of Wang et al. 2004, "Image Quality Assessment: From Error Visibility to Structural Similarity" (equation 12
     * without its first factor), {@code (2 cov(x, y) + c) / (var(x) + var(y) + c)}, in windows of 8 x 8 at every fourth
     * pixel, after both have been brought to the same contrast. It is not their mean that has to be high, but nine of ten
     * windows in which there is something to see: two coins of a kind on the same table agree nearly everywhere but in
     * their relief.
     */
    boolean isSimilar(Thumbnail other, double leastCorrelation) {
        if (correlation(other) < leastCorrelation) {
            return false;
        }
        double gain = Math.sqrt(other.deviation / deviation);
        int seen = 0;
        int different = 0;
        for (int i = 0; i < PLACES * PLACES; i++) {
            double similarity = inWindow(i % PLACES * STRIDE, i / PLACES * STRIDE, gain, other);
            if (!Double.isNaN(similarity)) {
                seen++;
                different += similarity < LEAST_SIMILARITY ? 1 : 0;
            }
            int left = PLACES * PLACES - 1 - i;
            if (100 * different > MAY_DIFFER * (seen + left)) {
                return false;
            }
        }
        return true;
    }

    /** 1 for two that are both of one grey. */
    private double correlation(Thumbnail other) {
        long products = 0;
        for (int i = 0; i < brightness.length; i++) {
            products += (brightness[i] & 0xff) * (other.brightness[i] & 0xff);
        }
        double covariance = (double) products / brightness.length - mean * other.mean;
        return (covariance + 1) / (deviation * other.deviation);
    }

    /** NaN where there is nothing to see. */
    private double inWindow(int left, int top, double gain, Thumbnail other) {
        int sumX = 0;
        int sumY = 0;
        int sumXX = 0;
        int sumYY = 0;
        int sumXY = 0;
        for (int row = top; row < top + WINDOW; row++) {
            for (int i = row * SIDE + left; i < row * SIDE + left + WINDOW; i++) {
                int x = brightness[i] & 0xff;
                int y = other.brightness[i] & 0xff;
                sumX += x;
                sumY += y;
                sumXX += x * x;
                sumYY += y * y;
                sumXY += x * y;
            }
        }
        double count = PIXELS;
        double covariance = sumXY / count - sumX * (double) sumY / (count * count);
        double variances = gain * gain * (sumXX / count - sumX * (double) sumX / (count * count))
                + (sumYY / count - sumY * (double) sumY / (count * count)) / (gain * gain);
        return variances < 1 ? Double.NaN : (2 * covariance + NOISE) / (variances + NOISE);
    }
}
