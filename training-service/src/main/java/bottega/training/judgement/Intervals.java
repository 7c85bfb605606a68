package bottega.training.judgement;

import bottega.common.judgement.ConfusionMatrix;
import bottega.common.judgement.Interval;
import bottega.common.judgement.Judgement;
import bottega.common.judgement.TestSummary;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** How far figures of a sample may be from those of everything there is. */
public final class Intervals {
    /** Quantile of the normal distribution at 97.5 %. */
    private static final double Z = 1.959963984540054;

    private static final int RESAMPLES = 2000;

    private Intervals() {}

    /** @param seed of the resampling */
    public static TestSummary summary(Judgement judgement, long seed) {
        ConfusionMatrix confusion = judgement.confusion();
        boolean oneLabel = confusion != null;
        return new TestSummary(
                judgement.pictures(),
                judgement.accuracy(),
                oneLabel ? share(Math.round(judgement.accuracy() * judgement.pictures()), judgement.pictures()) : null,
                judgement.macroF1(),
                oneLabel && judgement.accuracy() < 1 ? macroF1(confusion, seed) : null,
                judgement.meanAveragePrecision());
    }

    /**
     * Of a share (Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference"): sensible near 0 and
     * 1 and for a few examples, where the usual one is not.
     *
     * @param all at least 1
     */
    public static Interval share(long right, long all) {
        double share = (double) right / all;
        double scale = 1 + Z * Z / all;
        double middle = (share + Z * Z / (2.0 * all)) / scale;
        double half = Z / scale * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
        return new Interval(right == 0 ? 0 : Math.max(0, middle - half), right == all ? 1 : Math.min(1, middle + half));
    }

    /**
     * The percentile bootstrap (Efron 1979): examples are drawn again with replacement, as many as there are. It knows no
     * mistake that the sample has not: from a few examples that are all answered right it makes an interval of no width.
     */
    static Interval macroF1(ConfusionMatrix confusion, long seed) {
        int classes = confusion.labels().size();
        int[] cells = examples(confusion.counts());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] values = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            int[] truths = new int[classes];
            int[] answers = new int[classes];
            int[] right = new int[classes];
            for (int i = 0; i < cells.length; i++) {
                int cell = cells[random.nextInt(cells.length)];
                int truth = cell / classes;
                int answer = cell % classes;
                truths[truth]++;
                answers[answer]++;
                right[truth] += truth == answer ? 1 : 0;
            }
            values[resample] = macroF1(truths, answers, right);
        }
        Arrays.sort(values);
        return new Interval(quantile(values, 0.025), quantile(values, 0.975));
    }

    /** Row and column of each example's cell, as one number. */
    private static int[] examples(List<List<Integer>> counts) {
        int classes = counts.size();
        int all = counts.stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .sum();
        int[] cells = new int[all];
        int next = 0;
        for (int row = 0; row < classes; row++) {
            for (int column = 0; column < classes; column++) {
                int count = counts.get(row).get(column);
                Arrays.fill(cells, next, next + count, row * classes + column);
                next += count;
            }
        }
        return cells;
    }

    /** As {@link Judgement#macroF1}, over the classes that have examples. */
    private static double macroF1(int[] truths, int[] answers, int[] right) {
        double sum = 0;
        int present = 0;
        for (int label = 0; label < truths.length; label++) {
            if (truths[label] > 0) {
                sum += 2.0 * right[label] / (truths[label] + answers[label]);
                present++;
            }
        }
        return sum / present;
    }

    /** With linear interpolation between the neighbours. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        return sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
    }
}
