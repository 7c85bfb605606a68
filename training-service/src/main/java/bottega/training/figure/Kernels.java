package bottega.training.figure;

import bottega.common.image.CropPolicy;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.common.problem.Problem;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights that look at pixels, as pictures, each on its own scale. Of three channels: grey is 0, a channel of the largest
 * weight is full or missing. Of one, brightness: white is 0, the largest weight is green where it is above 0 and red where it
 * is below, as the lecture draws them.
 */
public final class Kernels {
    private Kernels() {}

    /**
     * @param weights row-major float32 of a convolution, {@code [filters, channels, height, width]} with 1 or 3 channels,
     *     or of a linear layer over pixels, {@code [outputs, channels * side * side]} in the order channel, row,
     *     column
     * @param most pictures
     * @throws bottega.common.problem.ProblemException 422 ({@code no-filters}) for weights of another shape
     */
    public static List<RgbImage> pictures(String layer, float[] weights, long[] shape, int inputSize, int most) {
        int channels;
        int height;
        int width;
        if (shape.length == 4 && (shape[1] == 1 || shape[1] == 3)) {
            channels = (int) shape[1];
            height = (int) shape[2];
            width = (int) shape[3];
        } else if (shape.length == 2 && isOfPixels(shape[1], inputSize)) {
            channels = (int) (shape[1] / ((long) inputSize * inputSize));
            height = inputSize;
            width = inputSize;
        } else {
            throw Problem.of(422, "no-filters", "No filters", "The network's first layer does not look at pixels")
                    .at("id")
                    .expected("[filters, 1 or 3, height, width] or [outputs, 1 or 3 x " + inputSize + " x " + inputSize
                            + "]")
                    .received(layer + " of shape " + Arrays.toString(shape))
                    .exception();
        }
        var pictures = new ArrayList<RgbImage>();
        for (int filter = 0; filter < Math.min(most, shape[0]); filter++) {
            int from = filter * channels * height * width;
            pictures.add(
                    channels == 1
                            ? signed(Arrays.copyOfRange(weights, from, from + height * width), height, width)
                            : coloured(weights, from, height, width));
        }
        return pictures;
    }

    /** Whether each weight has a colour for its sign, since it is of brightness. */
    public static boolean ofBrightness(long[] shape, int inputSize) {
        return shape.length == 4 ? shape[1] == 1 : shape[1] == (long) inputSize * inputSize;
    }

    private static boolean isOfPixels(long inputs, int side) {
        long pixels = (long) side * side;
        return inputs == pixels || inputs == 3 * pixels;
    }

    /** @param weights row by row */
    public static RgbImage signed(float[] weights, int height, int width) {
        float largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        byte[] rgb = new byte[3 * weights.length];
        for (int i = 0; i < weights.length; i++) {
            float share = largest == 0 ? 0 : Math.abs(weights[i]) / largest;
            Color full = weights[i] > 0 ? Drawing.GREEN : Drawing.RED;
            rgb[3 * i] = mixed(share, full.getRed());
            rgb[3 * i + 1] = mixed(share, full.getGreen());
            rgb[3 * i + 2] = mixed(share, full.getBlue());
        }
        return new RgbImage(width, height, rgb);
    }

    private static byte mixed(float share, int channel) {
        return (byte) Math.round(255 + share * (channel - 255));
    }

    private static RgbImage coloured(float[] weights, int from, int height, int width) {
        int pixels = height * width;
        float largest = 0;
        for (int i = 0; i < 3 * pixels; i++) {
            largest = Math.max(largest, Math.abs(weights[from + i]));
        }
        byte[] rgb = new byte[3 * pixels];
        for (int i = 0; i < 3 * pixels; i++) {
            float weight = weights[from + i % 3 * pixels + i / 3];
            rgb[i] = (byte) Math.round(largest == 0 ? 127.5f : 127.5f + 127.5f * weight / largest);
        }
        return new RgbImage(width, height, rgb);
    }

    /** Every pixel a square, as large as fits into {@code side}, at least 1: small kernels stay as they are. */
    public static RgbImage enlarged(RgbImage picture, int side) {
        int factor = side / Math.max(picture.width(), picture.height());
        if (factor < 1) {
            return new ImagePreparation(CropPolicy.PAD, side, side).apply(picture);
        }
        int width = picture.width() * factor;
        int height = picture.height() * factor;
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int source = pixel / width / factor * picture.width() + pixel % width / factor;
            rgb[i] = picture.rgb()[3 * source + i % 3];
        }
        return new RgbImage(width, height, rgb);
    }
}
