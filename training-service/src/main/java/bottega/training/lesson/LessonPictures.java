package bottega.training.lesson;

import bottega.common.lesson.CurvePoint;
import bottega.common.lesson.DeltaRuleResult;
import bottega.common.lesson.DigitsResult;
import bottega.common.lesson.NeuronResult;
import bottega.training.chart.LineChart;
import bottega.training.chart.LineChart.Line;
import bottega.training.chart.LineChart.Scales;
import bottega.training.figure.CaptionedPictures;
import bottega.training.figure.CaptionedPictures.Captioned;
import bottega.training.figure.Kernels;
import bottega.training.figure.SeparationFigure;
import bottega.training.figure.Stacked;
import java.util.List;
import java.util.stream.IntStream;

/** What the lessons' curves look like. */
final class LessonPictures {
    private static final int NEURON_SIDE = 75;
    private static final int NEURON_COLUMNS = 10;
    private static final double LEAST = 1e-12;

    private LessonPictures() {}

    /** The men with the line above, the cost beneath. */
    static byte[] neuron(NeuronResult result) {
        var line = new SeparationFigure.Line(
                result.line().perHeight(),
                result.line().perCircumference(),
                result.line().constant());
        return Stacked.png(List.of(
                SeparationFigure.image(
                        result.right() + " of " + result.men().size()
                                + " on their side; red: overweight, red ground: the neuron" + " says so",
                        "height (cm)",
                        "abdominal circumference (cm)",
                        result.men().stream()
                                .map(man ->
                                        new SeparationFigure.Point(man.height(), man.circumference(), man.overweight()))
                                .toArray(SeparationFigure.Point[]::new),
                        line),
                new LineChart(
                                "Cost",
                                "epoch",
                                "mean squared error",
                                Scales.EPOCHS,
                                List.of(line("cost", result.costs())),
                                null)
                        .image()));
    }

    static byte[] deltaRule(DeltaRuleResult result) {
        return new LineChart(
                        "The delta rule, three ways",
                        "epoch",
                        "mean of (d - y)² / 2",
                        Scales.EPOCHS_LOGARITHMIC_Y,
                        result.ways().stream()
                                .map(way -> line(way.name(), way.losses()))
                                .toList(),
                        null)
                .png();
    }

    /** The weights of the first layer above, gradient norm of each layer beneath. */
    static byte[] digits(DigitsResult result) {
        List<Captioned> neurons = result.layers().getFirst().weights().stream()
                .map(LessonPictures::neuron)
                .toList();
        return Stacked.png(List.of(
                CaptionedPictures.image(
                        "First layer: what each of its neurons looks at",
                        "green where a weight is above 0, red below; each on its own scale; ink is 0, so green wants paper",
                        neurons,
                        NEURON_COLUMNS),
                new LineChart(
                                "Length of the gradient by layer, " + result.right() + " of 5 digits right",
                                "epoch",
                                "norm, mean over the digits",
                                Scales.EPOCHS_LOGARITHMIC_Y,
                                IntStream.range(0, result.layers().size())
                                        .mapToObj(layer -> line(
                                                "layer " + (layer + 1),
                                                result.layers().get(layer).gradientNorms()))
                                        .toList(),
                                null)
                        .image()));
    }

    /** @param weights of a neuron that sees 5x5 pixels */
    private static Captioned neuron(List<Double> weights) {
        float[] values = new float[weights.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.get(i).floatValue();
        }
        return new Captioned(Kernels.enlarged(Kernels.signed(values, 5, 5), NEURON_SIDE), List.of());
    }

    /** A loss or a gradient of 0 is drawn at the bottom: a logarithmic axis has no 0. */
    private static Line line(String name, List<CurvePoint> points) {
        return new Line(
                name,
                points.stream().mapToDouble(CurvePoint::epoch).toArray(),
                points.stream()
                        .mapToDouble(point -> Math.max(point.value(), LEAST))
                        .toArray(),
                false);
    }
}
