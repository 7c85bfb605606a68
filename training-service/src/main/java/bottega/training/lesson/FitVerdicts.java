package bottega.training.lesson;

import bottega.common.judgement.Verdict;
import bottega.common.lesson.FitTask;
import bottega.training.diagnosis.Diagnosis;
import bottega.training.diagnosis.Evidence;
import bottega.training.diagnosis.Evidence.Epoch;
import bottega.training.diagnosis.RegressionDiagnosis;
import bottega.training.lesson.FitTraining.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** The diagnosis of runs, of fits: its examples are points here, and its remedies what this lesson can be told. */
final class FitVerdicts {
    private FitVerdicts() {}

    static List<Verdict> of(FitTraining fit, FitTask task, FitSetting setting) {
        List<Epoch> epochs = fit.history.stream().map(FitVerdicts::epoch).toList();
        List<Verdict> verdicts =
                switch (task) {
                    case CURVE -> List.of(RegressionDiagnosis.of(epochs, fit.training.variance()));
                    case CLOUD ->
                        Diagnosis.of(new Evidence(
                                epochs,
                                new LinkedHashMap<>(),
                                List.of("middle", "ring"),
                                counts(fit.training),
                                counts(fit.validation),
                                0));
                };
        return verdicts.stream().map(verdict -> inThisLesson(verdict, setting)).toList();
    }

    private static Epoch epoch(Measured measured) {
        return new Epoch(
                measured.trainingLoss(),
                measured.trainingAccuracy(),
                measured.loss(),
                measured.accuracy(),
                measured.gradientNorm());
    }

    private static List<Integer> counts(FitData data) {
        int second = (int)
                IntStream.range(0, data.size()).filter(i -> data.label(i) == 1).count();
        return List.of(data.size() - second, second);
    }

    private static Verdict inThisLesson(Verdict verdict, FitSetting setting) {
        List<String> remedies =
                switch (verdict.kind()) {
                    case UNDERFITTING ->
                        List.of(
                                "A more complex model: more neurons or layers in \"hidden\".",
                                "Train longer: more \"steps\".",
                                "More features; this lesson has no others."
                                        + (setting.dropout() > 0 || setting.weightDecay() > 0
                                                ? " And regularise less: a smaller \"dropout\" or \"weightDecay\"."
                                                : ""));
                    case OVERFITTING ->
                        List.of(
                                "Regularise: \"dropout\", or L2 as \"weightDecay\"; see \"show\": \"remedies\".",
                                "More data: more \"points\".",
                                "A simpler model: fewer neurons in \"hidden\".");
                    case NO_BETTER_THAN_MOST_FREQUENT ->
                        List.of("A more complex model: a straight line cannot tell a cloud from the ring around it.");
                    case TOO_FEW_EXAMPLES -> List.of("More data: more \"points\".");
                    case GOOD_FIT,
                            VANISHING_GRADIENTS,
                            EXPLODING_GRADIENTS,
                            LEARNING_RATE_TOO_HIGH,
                            LEARNING_RATE_TOO_LOW,
                            LEAK_BETWEEN_SPLITS,
                            DISTRIBUTION_SHIFT -> verdict.remedies();
                };
        return new Verdict(
                verdict.kind(),
                verdict.text().replaceAll("in epoch \\d+", "before").replace("pictures", "points"),
                verdict.figures(),
                remedies);
    }
}
