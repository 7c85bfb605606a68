package bottega.training.diagnosis;

import bottega.common.judgement.Verdict;
import bottega.common.judgement.Verdict.Kind;
import bottega.training.diagnosis.Evidence.Epoch;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fit of numbers under squared error, by the rules that {@link Diagnosis} has for classes: knowing nothing is always to
 * answer the mean, which costs the variance.
 */
public final class RegressionDiagnosis {
    /**
     * Times the error in training: of ten points, with errors of one deviation, chance gives less than that (the F
     * distribution's 99.9th percentile for 200 and 10 degrees of freedom is 6.9).
     */
    private static final double BY_HEART = 10;

    /** Share of the variance: with a smaller error than that, the fit is good even if it was smaller in training. */
    private static final double LARGE_ENOUGH = 0.05;

    private RegressionDiagnosis() {}

    /**
     * @param epochs in order, at least one; their accuracies play no part
     * @param variance of what is expected in training
     * @return one of underfitting, overfitting and good fit, without remedies
     */
    public static Verdict of(List<Epoch> epochs, double variance) {
        Epoch last = epochs.getLast();
        Epoch best =
                epochs.stream().min(Comparator.comparingDouble(Epoch::loss)).orElseThrow();
        double share = last.trainingLoss() / variance;
        var figures = Map.of(
                "trainingLoss", last.trainingLoss(),
                "loss", last.loss(),
                "lowestLoss", best.loss(),
                "lossOfKnowingNothing", variance);
        boolean byHeart = last.loss() > BY_HEART * last.trainingLoss() && last.loss() > LARGE_ENOUGH * variance;
        if (share < 1 && (byHeart || Diagnosis.turned(last, best))) {
            return new Verdict(
                    Kind.OVERFITTING,
                    text(
                            "The network knows its own points better than others: the squared error is %.3f in training but"
                                    + " %.3f on other points, where it was %.3f before.",
                            last.trainingLoss(), last.loss(), best.loss()),
                    figures,
                    List.of());
        }
        if (share >= Diagnosis.HALF) {
            return new Verdict(
                    Kind.UNDERFITTING,
                    text(
                            "Even in training the squared error is %.3f: %.0f %% of what always answering the mean would have"
                                    + " (%.3f). On other points it is %.3f.",
                            last.trainingLoss(), 100 * share, variance, last.loss()),
                    figures,
                    List.of());
        }
        return new Verdict(
                Kind.GOOD_FIT,
                text(
                        "A good fit: the squared error is %.3f in training and %.3f on other points; always answering the mean"
                                + " would have %.3f.",
                        last.trainingLoss(), last.loss(), variance),
                figures,
                List.of());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
