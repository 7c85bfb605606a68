package bottega.training.lesson;

import bottega.common.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** @param values {@code [height, width]}, row by row */
record Grid(int height, int width, double[] values) {

    static Grid of(List<List<Double>> rows) {
        return new Grid(
                rows.size(),
                rows.getFirst().size(),
                rows.stream().flatMap(List::stream).mapToDouble(value -> value).toArray());
    }

    /** Brightness 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), 0 to 255. */
    static Grid brightness(RgbImage picture) {
        double[] values = new double[picture.width() * picture.height()];
        byte[] rgb = picture.rgb();
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.299 * (rgb[3 * i] & 0xff) + 0.587 * (rgb[3 * i + 1] & 0xff) + 0.114 * (rgb[3 * i + 2] & 0xff);
        }
        return new Grid(picture.height(), picture.width(), values);
    }

    double at(int y, int x) {
        return values[y * width + x];
    }

    /** 0 outside, as with zero padding. */
    double padded(int y, int x) {
        return y < 0 || y >= height || x < 0 || x >= width ? 0 : at(y, x);
    }

    double least() {
        return Arrays.stream(values).min().orElseThrow();
    }

    double greatest() {
        return Arrays.stream(values).max().orElseThrow();
    }

    List<List<Double>> rows() {
        var rows = new ArrayList<List<Double>>();
        for (int y = 0; y < height; y++) {
            rows.add(Arrays.stream(values, y * width, (y + 1) * width).boxed().toList());
        }
        return rows;
    }
}
