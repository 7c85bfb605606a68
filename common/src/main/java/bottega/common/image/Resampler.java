package bottega.common.image;

import java.util.Arrays;

/**
 * The resampler of all models: a separable triangle filter (bilinear) whose support grows with the reduction, so that it
 * does not alias. First along the rows, then along the columns; between the two, and at the end, samples are rounded to
 * 8 bits. Everything is integer arithmetic, so the bytes are the same everywhere.
 *
 * <p>For a side of n pixels that becomes m, output i looks at centre {@code c = (i + 1/2) n/m} and weighs input x with
 * {@code w(x) = max(0, 1 - |x + 1/2 - c| / max(1, n/m))}. The weights are exact fractions until they become
 * {@code k(x) = floor(2^22 w(x) / sum(w) + 1/2)}; the output is {@code floor((sum(k(x) p(x)) + 2^21) / 2^22)}, at most
 * 255. That is what Pillow's {@code Image.resize(size, Resampling.BILINEAR)} computes, byte for byte (compared with
 * Pillow 12.3.0: see {@code ResamplerTest}).
 *
 * <p>A reduction by more than {@value #LARGEST_STEP} is done in steps: with more input pixels than that, weights of 22
 * bits no longer add up to one, and a white picture would turn grey (with Pillow it does).
 */
public final class Resampler {
    /** Goes into manifests: names the arithmetic, so a change of it needs another name. */
    public static final String NAME = "triangle-antialias-22bit-v1";

    static final int LARGEST_STEP = 2048;

    /** A picture higher than its width times this is reduced along the columns first, as Pillow has it. */
    private static final long TALL = 100;

    private static final int BITS = ResampleWeights.PRECISION_BITS;
    private static final int HALF = 1 << (BITS - 1);
    /** Weights of so many columns are kept at a time: bounds the memory for rows of millions of pixels. */
    private static final int WEIGHTS_AT_ONCE = 1 << 18;

    private Resampler() {}

    /**
     * @param width of the result, at least 1
     * @param height of the result, at least 1
     */
    public static RgbImage resize(RgbImage picture, int width, int height) {
        return resizeWindow(picture, width, height, new Window(0, 0, width, height));
    }

    /** A part of a picture that is not computed as a whole; it may be far larger than memory. */
    record Window(long left, long top, int width, int height) {
        Window {
            if (left < 0 || top < 0 || width < 1 || height < 1) {
                throw new IllegalArgumentException("expected at least 1x1 pixel at a place from 0,0 on, received "
                        + width + "x" + height + " at " + left + "," + top);
            }
        }
    }

    /** The same bytes as resizing to {@code fullWidth x fullHeight} and cutting the window out. */
    static RgbImage resizeWindow(RgbImage picture, long fullWidth, long fullHeight, Window window) {
        if (picture.width() > LARGEST_STEP * fullWidth) {
            RgbImage step = resize(picture, Math.toIntExact(LARGEST_STEP * fullWidth), picture.height());
            return resizeWindow(step, fullWidth, fullHeight, window);
        }
        if (picture.height() > LARGEST_STEP * fullHeight) {
            RgbImage step = resize(picture, picture.width(), Math.toIntExact(LARGEST_STEP * fullHeight));
            return resizeWindow(step, fullWidth, fullHeight, window);
        }
        if (picture.height() > TALL * picture.width() && fullHeight < picture.height()) {
            RgbImage low = twoPasses(
                    picture, picture.width(), fullHeight, new Window(0, window.top, picture.width(), window.height));
            return twoPasses(low, fullWidth, low.height(), new Window(window.left, 0, window.width, window.height));
        }
        return twoPasses(picture, fullWidth, fullHeight, window);
    }

    private static RgbImage twoPasses(RgbImage picture, long fullWidth, long fullHeight, Window window) {
        ResampleWeights columns = new ResampleWeights(picture.width(), fullWidth);
        ResampleWeights rows = new ResampleWeights(picture.height(), fullHeight);
        rows.moveTo(window.top);
        int firstRow = rows.first();
        rows.moveTo(window.top + window.height - 1);
        int rowCount = rows.first() + rows.count() - firstRow;
        byte[] narrow = horizontal(picture, columns, window, firstRow, rowCount);
        byte[] result = vertical(narrow, firstRow, rows, window);
        return new RgbImage(window.width, window.height, result);
    }

    /** Rows {@code firstRow} to {@code firstRow + rowCount}, window.width columns. */
    private static byte[] horizontal(
            RgbImage picture, ResampleWeights columns, Window window, int firstRow, int rowCount) {
        byte[] narrow = new byte[Math.multiplyExact(Math.multiplyExact(window.width, rowCount), 3)];
        int stride = columns.weights().length;
        int blockSize = Math.clamp(WEIGHTS_AT_ONCE / stride, 1, window.width);
        int[] firsts = new int[blockSize];
        int[] counts = new int[blockSize];
        int[] weights = new int[blockSize * stride];
        for (int from = 0; from < window.width; from += blockSize) {
            int size = Math.min(blockSize, window.width - from);
            for (int i = 0; i < size; i++) {
                columns.moveTo(window.left + from + i);
                firsts[i] = columns.first() * 3;
                counts[i] = columns.count();
                System.arraycopy(columns.weights(), 0, weights, i * stride, columns.count());
            }
            for (int row = 0; row < rowCount; row++) {
                int source = (firstRow + row) * picture.width() * 3;
                int target = (row * window.width + from) * 3;
                for (int i = 0; i < size; i++) {
                    weighPixels(picture.rgb(), source + firsts[i], weights, i * stride, counts[i], narrow, target);
                    target += 3;
                }
            }
        }
        return narrow;
    }

    private static void weighPixels(
            byte[] source, int from, int[] weights, int firstWeight, int count, byte[] target, int to) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        for (int i = 0; i < count; i++) {
            int weight = weights[firstWeight + i];
            red += weight * (source[from] & 0xff);
            green += weight * (source[from + 1] & 0xff);
            blue += weight * (source[from + 2] & 0xff);
            from += 3;
        }
        target[to] = (byte) Math.min(255, red >> BITS);
        target[to + 1] = (byte) Math.min(255, green >> BITS);
        target[to + 2] = (byte) Math.min(255, blue >> BITS);
    }

    private static byte[] vertical(byte[] narrow, int firstRow, ResampleWeights rows, Window window) {
        int rowBytes = window.width * 3;
        byte[] result = new byte[Math.multiplyExact(rowBytes, window.height)];
        int[] sums = new int[rowBytes];
        for (int y = 0; y < window.height; y++) {
            rows.moveTo(window.top + y);
            Arrays.fill(sums, HALF);
            for (int i = 0; i < rows.count(); i++) {
                addRow(sums, narrow, (rows.first() - firstRow + i) * rowBytes, rows.weights()[i]);
            }
            for (int i = 0; i < rowBytes; i++) {
                result[y * rowBytes + i] = (byte) Math.min(255, sums[i] >> BITS);
            }
        }
        return result;
    }

    private static void addRow(int[] sums, byte[] source, int from, int weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * (source[from + i] & 0xff);
        }
    }
}
