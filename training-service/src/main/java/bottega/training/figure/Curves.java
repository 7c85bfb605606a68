package bottega.training.figure;

import bottega.common.training.EpochMetrics;
import bottega.training.chart.LineChart;
import bottega.training.chart.LineChart.Line;
import bottega.training.chart.LineChart.Scales;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A run's figures by epoch. */
public final class Curves {
    private static final int MOST_NAMES = 10;
    private static final Color FIRST_LAYER = new Color(0x440154);
    private static final Color MIDDLE_LAYER = new Color(0x21918C);
    private static final Color LAST_LAYER = new Color(0xF0B000);

    private Curves() {}

    /**
     * Loss above, accuracy beneath; training and validation in each. Of several labels a picture the mean average precision,
     * which epochs are chosen by, with the accuracy.
     *
     * @param history at least one epoch
     * @param best epoch whose weights are kept, marked; null before there is one
     */
    public static byte[] lossAndAccuracy(List<EpochMetrics> history, Integer best) {
        Double mark = best == null ? null : best.doubleValue();
        String kept = best == null ? "" : "; the weights of epoch " + best + " are kept";
        BufferedImage loss = new LineChart(
                        "Loss" + kept,
                        "epoch",
                        "cross-entropy (nats)",
                        Scales.EPOCHS,
                        lines(history, EpochMetrics::trainingLoss, EpochMetrics::loss),
                        mark)
                .image();
        boolean severalLabels = history.getFirst().meanAveragePrecision() != null;
        var shares = new ArrayList<>(lines(history, EpochMetrics::trainingAccuracy, EpochMetrics::accuracy));
        if (severalLabels) {
            shares.add(line("mean average precision", history, EpochMetrics::meanAveragePrecision));
        }
        BufferedImage accuracy = new LineChart(
                        severalLabels
                                ? "Accuracy of the answers, and how well the validation pictures are ordered"
                                : "Accuracy",
                        "epoch",
                        severalLabels ? "share" : "share answered right",
                        Scales.EPOCHS,
                        shares,
                        mark)
                .image();
        return Stacked.png(List.of(loss, accuracy));
    }

    private static List<Line> lines(
            List<EpochMetrics> history, ToDoubleFunction<EpochMetrics> training, ToDoubleFunction<EpochMetrics> held) {
        return List.of(line("training", history, training), line("validation", history, held));
    }

    private static Line line(String name, List<EpochMetrics> history, ToDoubleFunction<EpochMetrics> figure) {
        return new Line(
                name,
                history.stream().mapToDouble(EpochMetrics::epoch).toArray(),
                history.stream().mapToDouble(figure).toArray(),
                false);
    }

    /**
     * On a logarithmic scale; a gradient of 0 is drawn at a tenth of the least that is not. First layers are dark, last ones
     * bright; of many layers only some are named.
     *
     * @param byLayer from the first layer to the last, at least one with at least one epoch; null for an epoch in which the
     *     layer was frozen, which is not drawn
     */
    public static byte[] gradients(Map<String, List<Double>> byLayer) {
        double least = byLayer.values().stream()
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .filter(value -> value > 0)
                        .min()
                        .orElse(1)
                / 10;
        List<String> names = layerNames(List.copyOf(byLayer.keySet()));
        var lines = new ArrayList<Line>();
        int layers = byLayer.size();
        int layer = 0;
        for (List<Double> values : byLayer.values()) {
            int[] trained = IntStream.range(0, values.size())
                    .filter(epoch -> values.get(epoch) != null)
                    .toArray();
            if (trained.length > 0) {
                lines.add(new Line(
                        names.get(layer),
                        Arrays.stream(trained).mapToDouble(epoch -> epoch + 1).toArray(),
                        Arrays.stream(trained)
                                .mapToDouble(epoch -> Math.max(values.get(epoch), least))
                                .toArray(),
                        false,
                        colour(layers == 1 ? 0 : (double) layer / (layers - 1)),
                        isNamed(layer, layers)));
            }
            layer++;
        }
        return new LineChart(
                        "Gradient by layer, the first dark, the last bright",
                        "epoch",
                        "root mean square of the gradient",
                        Scales.EPOCHS_LOGARITHMIC_Y,
                        lines,
                        null)
                .png();
    }

    /** Without DJL's numbers, {@code 02_01conv1_weight} becomes {@code conv1.weight}; all as they are where two would be the same. */
    public static List<String> layerNames(List<String> parameters) {
        List<String> names = parameters.stream()
                .map(parameter -> Arrays.stream(parameter.split("_"))
                        .map(part -> part.replaceFirst("^\\d{2,}", ""))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(".")))
                .toList();
        return names.stream().distinct().count() == names.size() ? names : parameters;
    }

    /** The first, the last, and others at equal distances. */
    static boolean isNamed(int layer, int layers) {
        if (layers <= MOST_NAMES) {
            return true;
        }
        return IntStream.range(0, MOST_NAMES)
                .anyMatch(name -> Math.round(name * (layers - 1) / (MOST_NAMES - 1.0)) == layer);
    }

    private static Color colour(double depth) {
        return depth < 0.5
                ? mixed(FIRST_LAYER, MIDDLE_LAYER, 2 * depth)
                : mixed(MIDDLE_LAYER, LAST_LAYER, 2 * depth - 1);
    }

    private static Color mixed(Color from, Color to, double share) {
        return new Color(
                (int) Math.round(from.getRed() + share * (to.getRed() - from.getRed())),
                (int) Math.round(from.getGreen() + share * (to.getGreen() - from.getGreen())),
                (int) Math.round(from.getBlue() + share * (to.getBlue() - from.getBlue())));
    }
}
