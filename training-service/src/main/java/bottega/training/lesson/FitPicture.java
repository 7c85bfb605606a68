package bottega.training.lesson;

import bottega.common.judgement.Verdict;
import bottega.common.lesson.FitRequest;
import bottega.common.lesson.FitResult;
import bottega.common.lesson.FitResult.Fit;
import bottega.common.lesson.FitResult.Losses;
import bottega.common.lesson.FitTask;
import bottega.training.figure.FitFigure;
import bottega.training.figure.FitFigure.Column;
import bottega.training.figure.FitFigure.FittedCloud;
import bottega.training.figure.FitFigure.FittedCurve;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@link FitFigure} draws, of a lesson's fits. */
final class FitPicture {
    private FitPicture() {}

    static byte[] png(FitLesson.Fitted fitted) {
        FitResult result = fitted.result();
        FitRequest request = result.parameters();
        List<Column> columns = IntStream.range(0, result.fits().size())
                .mapToObj(i ->
                        column(request, result.fits().get(i), fitted.trainings().get(i)))
                .toList();
        return FitFigure.png(
                request.task() == FitTask.CURVE
                        ? "A noisy curve, dashed without its noise; blue: points learned from"
                        : "A cloud in a ring; dark: where the network cannot tell",
                columns);
    }

    private static Column column(FitRequest request, Fit fit, FitTraining training) {
        String hidden = fit.hidden().isEmpty()
                ? "no hidden layer"
                : "hidden " + fit.hidden().stream().map(String::valueOf).collect(Collectors.joining("-"));
        Verdict verdict = FitLesson.ofTheFit(fit.verdicts());
        return new Column(
                fit.name() + ": " + verdict.kind().publicName(),
                List.of(
                        hidden + ", " + fit.parameters() + " weights, " + fit.points() + " points"
                                + (fit.dropout() > 0 ? ", dropout " + Shown.number(fit.dropout()) : "")
                                + (fit.weightDecay() > 0 ? ", L2 " + Shown.number(fit.weightDecay()) : ""),
                        String.format(
                                Locale.ROOT,
                                "loss %.3f in training, %.3f on other points",
                                fit.trainingLoss(),
                                fit.validationLoss())),
                switch (request.task()) {
                    case CURVE -> curve(training);
                    case CLOUD -> cloud(training);
                },
                fit.losses().stream().mapToDouble(Losses::step).toArray(),
                fit.losses().stream().mapToDouble(Losses::training).toArray(),
                fit.losses().stream().mapToDouble(Losses::validation).toArray());
    }

    private static FittedCurve curve(FitTraining fit) {
        return new FittedCurve(
                pairs(fit.training),
                pairs(fit.validation),
                x -> fit.network.outputs(new double[] {x})[0],
                FitData::truth);
    }

    private static double[][] pairs(FitData data) {
        return IntStream.range(0, data.size())
                .mapToObj(i -> new double[] {data.inputs()[i][0], data.expected()[i][0]})
                .toArray(double[][]::new);
    }

    private static FittedCloud cloud(FitTraining fit) {
        return new FittedCloud(
                fit.training.inputs(),
                IntStream.range(0, fit.training.size()).map(fit.training::label).toArray(),
                (x, y) -> fit.network.outputs(new double[] {x, y})[1]);
    }
}
