package bottega.training.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows with the same numbers and the same label. Where numbers are rounded, or are few different ones, equal rows come
 * about by themselves: Fisher measured irises to the millimetre, and some of them are alike. So the number of rows that
 * are found is held against the number that chance would give if a class's columns were independent.
 */
final class EqualRows {
    /** Columns of a class go together, which makes equal rows likelier than independent columns would. */
    private static final double TOGETHER = 5;

    /** Probability below which chance is no explanation. */
    private static final double UNLIKELY = 1e-3;

    private final NumberRows rows;

    EqualRows(NumberRows rows) {
        this.rows = rows;
    }

    /** How many of the {@code held} rows are among the {@code training} rows too; 0 where chance explains it. */
    int across(int[] training, int[] held) {
        Map<Integer, Set<ByteBuffer>> known = new HashMap<>();
        for (int row : training) {
            known.computeIfAbsent(rows.label(row), _ -> new HashSet<>()).add(rows.row(row));
        }
        int found = 0;
        for (int row : held) {
            found += known.getOrDefault(rows.label(row), Set.of()).contains(rows.row(row)) ? 1 : 0;
        }
        return found > 0 && atLeast(found, TOGETHER * expected(training, held)) < UNLIKELY ? found : 0;
    }

    /** Held rows that chance would find among the training rows. */
    private double expected(int[] training, int[] held) {
        Map<Integer, int[]> byClass = Arrays.stream(training)
                .boxed()
                .collect(Collectors.groupingBy(
                        rows::label,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                list -> list.stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray())));
        Map<Integer, Double> found = new HashMap<>();
        byClass.forEach((label, members) -> found.put(label, 1 - Math.pow(1 - coincidence(members), members.length)));
        return Arrays.stream(held)
                .mapToDouble(row -> found.getOrDefault(rows.label(row), 0.0))
                .sum();
    }

    /**
     * That two different rows of these are equal, were the columns independent: the product over the columns of the share of
     * pairs that have the same number.
     */
    private double coincidence(int[] members) {
        double pairs = members.length * (members.length - 1.0);
        double probability = pairs == 0 ? 0 : 1;
        for (int column = 0; column < rows.shape().get(0) && probability > 0; column++) {
            Map<Float, Integer> counts = new HashMap<>();
            for (int row : members) {
                counts.merge(rows.number(row, column), 1, Integer::sum);
            }
            probability *= counts.values().stream()
                            .mapToDouble(count -> count * (count - 1.0))
                            .sum()
                    / pairs;
        }
        return probability;
    }

    /** Probability of {@code count} or more events where {@code mean} are expected (Poisson). */
    static double atLeast(int count, double mean) {
        double term = Math.exp(-mean);
        double below = 0;
        for (int k = 0; k < count; k++) {
            below += term;
            term *= mean / (k + 1);
        }
        return Math.max(0, 1 - below);
    }
}
