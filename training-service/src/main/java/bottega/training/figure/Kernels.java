package bottega.training.figure;

import bottega.common.image.CropPolicy;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.common.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights that look at pixels, as pictures: grey is 0, each picture has its own scale, on which its largest weight is
 * black or white (in each of three channels: full or missing).
 */
public final class Kernels {
    private Kernels() {}

    /**
     * @param weights row-major float32 of a convolution, {@code [filters, channels, height, width]} with 1 or 3 channels,
     *     or of a linear layer over pixels, {@code [outputs, 3 * side * side]} in the order channel, row, column
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
        } else if (shape.length == 2 && shape[1] == 3L * inputSize * inputSize) {
            channels = 3;
            height = inputSize;
            width = inputSize;
        } else {
            throw Problem.of(422, "no-filters", "No filters", "The network's first layer does not look at pixels")
                    .at("id")
                    .expected(
                            "[filters, 1 or 3, height, width] or [outputs, 3 x " + inputSize + " x " + inputSize + "]")
                    .received(layer + " of shape " + Arrays.toString(shape))
                    .exception();
        }
        var pictures = new ArrayList<RgbImage>();
        for (int filter = 0; filter < Math.min(most, shape[0]); filter++) {
            pictures.add(picture(weights, filter * channels * height * width, channels, height, width));
        }
        return pictures;
    }

    private static RgbImage picture(float[] weights, int from, int channels, int height, int width) {
        int pixels = height * width;
        float largest = 0;
        for (int i = 0; i < channels * pixels; i++) {
            largest = Math.max(largest, Math.abs(weights[from + i]));
        }
        byte[] rgb = new byte[3 * pixels];
        for (int i = 0; i < 3 * pixels; i++) {
            float weight = weights[from + (channels == 1 ? 0 : i % 3) * pixels + i / 3];
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
