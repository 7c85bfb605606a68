package bottega.training.diagnosis;

import bottega.common.judgement.ConfusionMatrix;
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
        double pictures = 0;
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
            pictures += judged;
            right += judgedRight;
            promised += judged * seenRight / seen;
            variance += judged * judged * share * (1 - share) * (1 / seen + 1 / judged);
        }
        double missing = promised - right;
        if (pictures == 0 || missing < LEAST * pictures || missing < SIGNIFICANT * Math.sqrt(variance)) {
            return Optional.empty();
        }
        double accuracy = right / pictures;
        double expected = promised / pictures;
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
                                missing / Math.sqrt(variance)),
                        List.of(
                                "Look at the most confident mistakes of the test part: another light, another background, other objects?",
                                "Train on pictures like those of the test part, or vary the training pictures by augmentation.",
                                "Give the validation part yourself, by object and by session: pictures of one shooting in both make its figures too good.")));
    }

    private static int pictures(ConfusionMatrix matrix, int label) {
        return matrix.counts().get(label).stream().mapToInt(Integer::intValue).sum();
    }
}
