package bottega.deploy.ornament;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;

/**
 * How the picture was taken.
 *
 * @param gain brightness, 1 as it is
 * @param slopeX change of brightness from the left edge to the right one, as a part of it
 * @param slopeY the same from top to bottom
 * @param blur standard deviation of the blur in pixels
 * @param grain standard deviation of the noise, on the scale 0..255
 */
record Exposure(double gain, double slopeX, double slopeY, double blur, double grain) {

    static Exposure draw(RandomGenerator random) {
        return new Exposure(
                random.nextDouble(0.7, 1.02),
                0.2 * random.nextGaussian(),
                0.2 * random.nextGaussian(),
                random.nextDouble(0.2, 1.1),
                random.nextDouble(2, 10));
    }

    void apply(BufferedImage image, RandomGenerator random) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int shift = 0; shift <= 16; shift += 8) {
            double[] channel = new double[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                double x = (double) (i % width) / width - 0.5;
                double y = (double) (i / width) / height - 0.5;
                channel[i] = (pixels[i] >> shift & 0xff) * gain * (1 + slopeX * x + slopeY * y);
            }
            channel = blurred(blurred(channel, width, height, 1, width), height, width, width, 1);
            for (int i = 0; i < pixels.length; i++) {
                int value = Math.clamp(Math.round(channel[i] + grain * random.nextGaussian()), 0, 255);
                pixels[i] = pixels[i] & ~(0xff << shift) | value << shift;
            }
        }
    }

    /** One direction of a separable Gaussian; edges repeat. {@code step} leads along a line, {@code stride} to the next. */
    private double[] blurred(double[] in, int length, int lines, int step, int stride) {
        int reach = 3;
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            weights[k + reach] = Math.exp(-k * k / (2 * blur * blur));
            sum += weights[k + reach];
        }
        double[] out = new double[in.length];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                double value = 0;
                for (int k = -reach; k <= reach; k++) {
                    value += weights[k + reach] * in[line * stride + Math.clamp(i + k, 0, length - 1) * step];
                }
                out[line * stride + i * step] = value / sum;
            }
        }
        return out;
    }
}
