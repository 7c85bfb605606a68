package bottega.training.augmentation;

import bottega.common.augmentation.Edges;
import bottega.common.image.RgbImage;

/**
 * Turned pictures of the same size: each pixel is sampled bilinearly where its centre comes from, with weights of 11 bits.
 * A turn by a multiple of 90 degrees moves the pixels of a square picture and changes none.
 */
final class Rotations {
    private static final int BITS = 11;
    private static final int ONE = 1 << BITS;
    private static final int HALF = 1 << (2 * BITS - 1);

    private Rotations() {}

    /** @param degrees counter-clockwise */
    static RgbImage rotate(RgbImage picture, double degrees, Edges edges) {
        int width = picture.width();
        int height = picture.height();
        byte[] rgb = new byte[picture.rgb().length];
        double cosine = cosine(degrees);
        double sine = cosine(degrees - 90);
        double centreX = (width - 1) / 2.0;
        double centreY = (height - 1) / 2.0;
        var sampler = new Sampler(picture, edges);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double right = x - centreX;
                double down = y - centreY;
                sampler.sample(
                        centreX + cosine * right - sine * down,
                        centreY + sine * right + cosine * down,
                        rgb,
                        (y * width + x) * 3);
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** Exact at multiples of 90 degrees. */
    private static double cosine(double degrees) {
        double turned = Math.abs(degrees) % 360;
        if (turned % 180 == 90) {
            return 0;
        }
        return turned == 180 ? -1 : StrictMath.cos(StrictMath.toRadians(turned));
    }

    private record Sampler(byte[] source, int width, int height, Edges edges) {
        Sampler(RgbImage picture, Edges edges) {
            this(picture.rgb(), picture.width(), picture.height(), edges);
        }

        void sample(double x, double y, byte[] target, int to) {
            double floorX = Math.floor(x);
            double floorY = Math.floor(y);
            int left = (int) floorX;
            int top = (int) floorY;
            int weightX = (int) ((x - floorX) * ONE + 0.5);
            int weightY = (int) ((y - floorY) * ONE + 0.5);
            int topLeft = (ONE - weightX) * (ONE - weightY);
            int topRight = weightX * (ONE - weightY);
            int bottomLeft = (ONE - weightX) * weightY;
            int bottomRight = weightX * weightY;
            if (left >= 0 && top >= 0 && left + 1 < width && top + 1 < height) {
                int from = (top * width + left) * 3;
                for (int channel = 0; channel < 3; channel++) {
                    int below = from + width * 3;
                    target[to + channel] = (byte) ((topLeft * (source[from] & 0xff)
                                    + topRight * (source[from + 3] & 0xff)
                                    + bottomLeft * (source[below] & 0xff)
                                    + bottomRight * (source[below + 3] & 0xff)
                                    + HALF)
                            >> (2 * BITS));
                    from++;
                }
                return;
            }
            for (int channel = 0; channel < 3; channel++) {
                target[to + channel] = (byte) ((topLeft * beyond(left, top, channel)
                                + topRight * beyond(left + 1, top, channel)
                                + bottomLeft * beyond(left, top + 1, channel)
                                + bottomRight * beyond(left + 1, top + 1, channel)
                                + HALF)
                        >> (2 * BITS));
            }
        }

        private int beyond(int x, int y, int channel) {
            return switch (edges) {
                case REFLECT -> source[(reflect(y, height) * width + reflect(x, width)) * 3 + channel] & 0xff;
                case FILL ->
                    x < 0 || y < 0 || x >= width || y >= height
                            ? Rectangle.FILL[channel]
                            : source[(y * width + x) * 3 + channel] & 0xff;
            };
        }
    }

    /** Mirrored at the edge: -1 is 0, -2 is 1, {@code size} is {@code size - 1}. */
    static int reflect(int place, int size) {
        int period = Math.floorMod(place, 2 * size);
        return period < size ? period : 2 * size - 1 - period;
    }
}
