package bottega.training.augmentation;

import bottega.common.image.RgbImage;
import java.util.Arrays;

/**
 * Convolution with {@code exp(-d^2 / (2 sigma^2))}, cut off at 3 sigma and scaled to the sum 1, first along the rows, then
 * along the columns, in float32; rounded once, at the end. Beyond its edges the picture is mirrored.
 */
final class GaussianBlur {
    private GaussianBlur() {}

    /** @param sigma in pixels; 0 changes nothing */
    static RgbImage apply(RgbImage picture, double sigma) {
        float[] kernel = kernel(sigma);
        int radius = kernel.length / 2;
        if (radius == 0) {
            return picture;
        }
        int rowSize = picture.width() * 3;
        float[] blurredRows = alongRows(picture, kernel);
        byte[] rgb = new byte[picture.rgb().length];
        float[] sums = new float[rowSize];
        for (int y = 0; y < picture.height(); y++) {
            Arrays.fill(sums, 0.5f);
            for (int i = 0; i < kernel.length; i++) {
                int row = Rotations.reflect(y + i - radius, picture.height());
                add(sums, blurredRows, row * rowSize, kernel[i]);
            }
            for (int i = 0; i < rowSize; i++) {
                rgb[y * rowSize + i] = (byte) Math.min(255, (int) sums[i]);
            }
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }

    private static float[] alongRows(RgbImage picture, float[] kernel) {
        int width = picture.width();
        int radius = kernel.length / 2;
        float[] result = new float[picture.rgb().length];
        float[] row = new float[(width + 2 * radius) * 3];
        float[] sums = new float[width * 3];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = -radius; x < width + radius; x++) {
                int from = (y * width + Rotations.reflect(x, width)) * 3;
                for (int channel = 0; channel < 3; channel++) {
                    row[(x + radius) * 3 + channel] = picture.rgb()[from + channel] & 0xff;
                }
            }
            Arrays.fill(sums, 0);
            for (int i = 0; i < kernel.length; i++) {
                add(sums, row, i * 3, kernel[i]);
            }
            System.arraycopy(sums, 0, result, y * width * 3, sums.length);
        }
        return result;
    }

    private static void add(float[] sums, float[] values, int from, float weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * values[from + i];
        }
    }

    static float[] kernel(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = i - radius;
            weights[i] = distance == 0 ? 1 : StrictMath.exp(-distance * distance / (2 * sigma * sigma));
            sum += weights[i];
        }
        float[] kernel = new float[weights.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (weights[i] / sum);
        }
        return kernel;
    }
}
