package bottega.training.diagnosis;

import bottega.common.judgement.ClassScores;
import bottega.common.judgement.ConfusionMatrix;
import bottega.common.judgement.LabelCounts;
import bottega.common.judgement.Verdict;
import bottega.common.judgement.Verdict.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what the test part shows against what the validation part promised. The classes' shares may differ: what is
 * expected is each class's recall on the validation part, weighted with its share of the test part (direct
 * standardisation).
 */
public final class DistributionShift {
    /** Standard deviations that chance, and the choice of the best epoch, do not explain. */
    private static final double SIGNIFICANT = 3;

    /** Less is not worth a word, however many pictures say so. */
    private static final double LEAST = 0.05;

    private DistributionShift() {}

    /**
     * @param validation and {@code test}: answers of the same weights, the same classes in the same order; classes that are
     *     not in both play no part
     */
    public static Optional<Verdict> of(ConfusionMatrix validation, ConfusionMatrix test) {
        Tally tally = Tally.of(validation, test);
        return verdict(tally.answers, tally.right, tally.promised, Math.sqrt(tally.variance), LEAST);
    }

    /**
     * Of several labels a picture, each of which has two classes: with it, and without. The deviations of the labels add up
     * as if they all went astray together: answers to one picture are not independent of one another.
     *
     * @param validation and {@code test}: of the same labels, with their counts
     */
    public static Optional<Verdict> ofLabels(List<ClassScores> validation, List<ClassScores> test) {
        double answers = 0;
        double right = 0;
        double promised = 0;
        double deviation = 0;
        double fewer = 0;
        for (int label = 0; label < test.size(); label++) {
            LabelCounts counts = test.get(label).counts();
            Tally tally = Tally.of(matrix(validation.get(label).counts()), matrix(counts));
            answers += tally.answers;
            right += tally.right;
            promised += tally.promised;
            deviation += Math.sqrt(tally.variance);
            fewer += Math.min(
                    counts.truePositives() + counts.falseNegatives(), counts.falsePositives() + counts.trueNegatives());
        }
        // where most answers are no, few can be wrong
        return verdict(answers, right, promised, deviation, 2 * LEAST * fewer / answers);
    }

    private static ConfusionMatrix matrix(LabelCounts counts) {
        return new ConfusionMatrix(
                List.of("with", "without"),
                List.of(
                        List.of(counts.truePositives(), counts.falseNegatives()),
                        List.of(counts.falsePositives(), counts.trueNegatives())));
    }

    /** @param answers of the test part to classes that are in both */
    private record Tally(double answers, double right, double promised, double variance) {
        static Tally of(ConfusionMatrix validation, ConfusionMatrix test) {
            double answers = 0;
            double right = 0;
            double promised = 0;
            double variance = 0;
            for (int label = 0; label < test.labels().size(); label++) {
                double seen = pictures(validation, label);
                double judged = pictures(test, label);
                if (seen == 0 || judged == 0) {
                    continue;
                }
                double seenRight = validation.counts().get(label).get(label);
                double judgedRight = test.counts().get(label).get(label);
                // one right and one wrong answer more: a class of a few, all right, is not certain
                double share = (seenRight + judgedRight + 1) / (seen + judged + 2);
                answers += judged;
                right += judgedRight;
                promised += judged * seenRight / seen;
                variance += judged * judged * share * (1 - share) * (1 / seen + 1 / judged);
            }
            return new Tally(answers, right, promised, variance);
        }
    }

    private static Optional<Verdict> verdict(
            double answers, double right, double promised, double deviation, double least) {
        double missing = promised - right;
        if (answers == 0 || missing < least * answers || missing < SIGNIFICANT * deviation) {
            return Optional.empty();
        }
        double accuracy = right / answers;
        double expected = promised / answers;
        return Optional.of(
                new Verdict(
                        Kind.DISTRIBUTION_SHIFT,
                        String.format(
                                Locale.ROOT,
                                "%.1f %% right on the test part, where the validation part promised %.1f %%: the test pictures are of another"
                                        + " kind, or training and validation pictures too much alike.",
                                100 * accuracy,
                                100 * expected),
                        Map.of(
                                "testAccuracy",
                                accuracy,
                                "expectedAccuracy",
                                expected,
                                "standardDeviations",
                                missing / deviation),
                        List.of(
                                "Look at the most confident mistakes of the test part: another light, another background, other objects?",
                                "Train on pictures like those of the test part, or vary the training pictures by augmentation.",
                                "Give the validation part yourself, by object and by session: pictures of one shooting in both make its figures too good.")));
    }

    private static int pictures(ConfusionMatrix matrix, int label) {
        return matrix.counts().get(label).stream().mapToInt(Integer::intValue).sum();
    }
}
