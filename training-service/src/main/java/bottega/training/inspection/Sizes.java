package bottega.training.inspection;

import bottega.common.dataset.PictureSizes;
import bottega.common.dataset.PictureSizes.Spread;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Widths and heights of pictures. */
final class Sizes {
    /** Of the zoo's networks, and of the larger ones when pictures are small. */
    private static final List<Integer> INPUTS = List.of(32, 64, 128, 224, 299);

    private static final double FAR_FROM_SQUARE = 1.5;

    private Sizes() {}

    /** @param pictures at least one */
    static PictureSizes of(List<Look.Picture> pictures) {
        Map<Integer, Integer> smaller = new TreeMap<>();
        for (int input : INPUTS) {
            smaller.put(input, (int) pictures.stream()
                    .filter(each -> Math.min(each.width(), each.height()) < input)
                    .count());
        }
        return new PictureSizes(
                spread(pictures.stream().mapToDouble(Look.Picture::width)),
                spread(pictures.stream().mapToDouble(Look.Picture::height)),
                spread(pictures.stream().mapToDouble(Sizes::aspectRatio)),
                smaller,
                (int) pictures.stream()
                        .filter(each -> Math.max(aspectRatio(each), 1 / aspectRatio(each)) > FAR_FROM_SQUARE)
                        .count());
    }

    private static double aspectRatio(Look.Picture picture) {
        return (double) picture.width() / picture.height();
    }

    private static Spread spread(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return new Spread(sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
    }
}
