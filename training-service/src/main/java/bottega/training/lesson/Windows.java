package bottega.training.lesson;

import static bottega.training.lesson.Shown.operand;

import bottega.common.lesson.Pooling;
import java.util.ArrayList;
import java.util.List;

/** Filters and pooling: windows that move over a grid. */
final class Windows {
    private Windows() {}

    /** {@code floor((input - window + 2 padding) / stride) + 1}; below 1 when the window does not fit. */
    static int outputSize(int input, int window, int stride, int padding) {
        return Math.floorDiv(input - window + 2 * padding, stride) + 1;
    }

    /** Cross-correlation, which networks call convolution: the filter is not turned round. */
    static Grid convolve(Grid input, Grid filter, int stride, int padding) {
        int height = outputSize(input.height(), filter.height(), stride, padding);
        int width = outputSize(input.width(), filter.width(), stride, padding);
        double[] values = new double[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int v = 0; v < filter.height(); v++) {
                    for (int u = 0; u < filter.width(); u++) {
                        sum += input.padded(y * stride - padding + v, x * stride - padding + u) * filter.at(v, u);
                    }
                }
                values[y * width + x] = sum;
            }
        }
        return new Grid(height, width, values);
    }

    /** The sums behind each value of {@code output}, row by row. */
    static List<String> sums(Grid input, Grid filter, Grid output, int stride, int padding) {
        var sums = new ArrayList<String>();
        for (int y = 0; y < output.height(); y++) {
            for (int x = 0; x < output.width(); x++) {
                var products = new ArrayList<String>();
                for (int v = 0; v < filter.height(); v++) {
                    for (int u = 0; u < filter.width(); u++) {
                        products.add(operand(input.padded(y * stride - padding + v, x * stride - padding + u)) + " x "
                                + operand(filter.at(v, u)));
                    }
                }
                sums.add("row " + (y + 1) + ", column " + (x + 1) + ": " + String.join(" + ", products) + " = "
                        + Shown.number(output.at(y, x)));
            }
        }
        return sums;
    }

    static Grid pool(Grid input, Pooling pooling) {
        int size = pooling.size();
        int height = outputSize(input.height(), size, pooling.stride(), 0);
        int width = outputSize(input.width(), size, pooling.stride(), 0);
        double[] values = new double[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double greatest = Double.NEGATIVE_INFINITY;
                double sum = 0;
                for (int v = 0; v < size; v++) {
                    for (int u = 0; u < size; u++) {
                        double value = input.at(y * pooling.stride() + v, x * pooling.stride() + u);
                        greatest = Math.max(greatest, value);
                        sum += value;
                    }
                }
                values[y * width + x] = switch (pooling.kind()) {
                    case MAX -> greatest;
                    case AVERAGE -> sum / (size * size);
                };
            }
        }
        return new Grid(height, width, values);
    }
}
