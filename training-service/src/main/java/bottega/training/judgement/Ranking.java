package bottega.training.judgement;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether one label's probabilities put the examples that bear it before those that do not. It needs no threshold.
 *
 * @param positives examples that bear the label
 * @param negatives examples that do not
 * @param averagePrecision sum over the distinct probabilities, the highest first, of {@code (R_n - R_n-1) P_n}, precision
 *     and recall of answering yes from that probability on; not interpolated, so it is the area under the
 *     precision-recall curve as steps (the share of positives is what chance gets). Null where there is no positive
 * @param areaUnderRoc probability that an example with the label gets a higher probability than one without, ties one half
 *     (Mann, Whitney 1947; one half is what chance gets). Null where there is no positive or no negative
 */
public record Ranking(int positives, int negatives, Double averagePrecision, Double areaUnderRoc) {

    /**
     * Of every label.
     *
     * @param borne labels of each example, ascending
     * @param probabilities {@code [examples][labels]}, 0 to 1
     */
    public static List<Ranking> of(int[][] borne, float[][] probabilities, int labels) {
        return IntStream.range(0, labels)
                .mapToObj(label -> ofLabel(borne, probabilities, label))
                .toList();
    }

    private static Ranking ofLabel(int[][] borne, float[][] probabilities, int label) {
        // the order of floats from 0 is that of their bits
        long[] sorted = new long[borne.length];
        Arrays.setAll(
                sorted,
                i -> (long) Float.floatToIntBits(probabilities[i][label]) << 1
                        | (Arrays.binarySearch(borne[i], label) >= 0 ? 1 : 0));
        Arrays.sort(sorted);
        int positives =
                (int) Arrays.stream(sorted).filter(each -> (each & 1) == 1).count();
        int negatives = sorted.length - positives;
        double precisions = 0;
        double pairs = 0;
        int yes = 0;
        int no = 0;
        int next = sorted.length - 1;
        while (next >= 0) {
            long probability = sorted[next] >> 1;
            int tiedYes = 0;
            int tiedNo = 0;
            for (; next >= 0 && sorted[next] >> 1 == probability; next--) {
                if ((sorted[next] & 1) == 1) {
                    tiedYes++;
                } else {
                    tiedNo++;
                }
            }
            pairs += (double) tiedNo * (yes + tiedYes / 2.0);
            yes += tiedYes;
            no += tiedNo;
            precisions += (double) tiedYes * yes / (yes + no);
        }
        return new Ranking(
                positives,
                negatives,
                positives == 0 ? null : precisions / positives,
                positives == 0 || negatives == 0 ? null : pairs / ((double) positives * negatives));
    }

    /** Over the labels that an example bears: every label counts the same, however rare. */
    public static OptionalDouble meanAveragePrecision(List<Ranking> rankings) {
        return rankings.stream()
                .map(Ranking::averagePrecision)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
    }

    /**
     * Standard deviations by which the area lies above one half, which chance would give (normal approximation of Mann
     * and Whitney's U; both numbers must be above 0).
     */
    public double standardScore() {
        return (areaUnderRoc - 0.5) / Math.sqrt((positives + negatives + 1) / (12.0 * positives * negatives));
    }
}
