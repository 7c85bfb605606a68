package bottega.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IterativeStratificationTest {
    private static final double[] SHARES = {0.6, 0.2, 0.2};

    /** Labels of 1/2, 1/4, ... 1/64 of the examples, independent of one another. */
    private static int[][] labels(int examples, long seed) {
        var random = new Random(seed);
        int[][] labels = new int[examples][];
        Arrays.setAll(
                labels,
                _ -> IntStream.range(0, 6)
                        .filter(label -> random.nextInt(2 << label) == 0)
                        .toArray());
        return labels;
    }

    private static int count(int[][] labels, int[] parts, int part, int label) {
        return (int) IntStream.range(0, labels.length)
                .filter(i -> parts[i] == part && Arrays.binarySearch(labels[i], label) >= 0)
                .count();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyLabelIsSpreadAsWanted(long seed) {
        int[][] labels = labels(1000, seed);
        int[] parts = IterativeStratification.parts(labels, 6, SHARES, seed);
        for (int part = 0; part < 3; part++) {
            int wanted = part;
            long size = Arrays.stream(parts).filter(each -> each == wanted).count();
            assertEquals(1000 * SHARES[part], size, 20);
            for (int label = 0; label < 6; label++) {
                int which = label;
                long all = Arrays.stream(labels)
                        .filter(set -> Arrays.binarySearch(set, which) >= 0)
                        .count();
                // at random the rarest label (16 of 1000) would be off by two or more in a third of all parts
                assertEquals(all * SHARES[part], count(labels, parts, part, label), Math.max(1, 0.03 * all));
            }
        }
    }

    @Test
    void aRareLabelIsInEveryPart() {
        int[][] labels = new int[100][];
        Arrays.setAll(labels, i -> i % 33 == 0 && i > 0 ? new int[] {0, 1} : new int[] {0});
        int[] parts = IterativeStratification.parts(labels, 2, SHARES, 7);
        for (int part = 0; part < 3; part++) {
            assertEquals(1, count(labels, parts, part, 1));
        }
    }

    @Test
    void theOnlyOneIsTrainedOn() {
        int[][] labels = new int[20][];
        Arrays.setAll(labels, i -> i == 4 ? new int[] {0, 1} : new int[] {0});
        assertEquals(0, IterativeStratification.parts(labels, 2, SHARES, 7)[4]);
    }

    @Test
    void examplesWithoutLabelsAreSpreadToo() {
        int[][] labels = new int[50][0];
        int[] parts = IterativeStratification.parts(labels, 2, SHARES, 7);
        for (int part = 0; part < 3; part++) {
            int wanted = part;
            assertEquals(
                    50 * SHARES[part],
                    Arrays.stream(parts).filter(each -> each == wanted).count(),
                    1);
        }
    }

    @Test
    void theSeedDecides() {
        int[][] labels = labels(200, 1);
        int[] parts = IterativeStratification.parts(labels, 6, SHARES, 1);
        assertArrayEquals(parts, IterativeStratification.parts(labels, 6, SHARES, 1));
        assertFalse(Arrays.equals(parts, IterativeStratification.parts(labels, 6, SHARES, 2)));
    }

    @Test
    void aPartWithoutAShareStaysEmpty() {
        int[] parts = IterativeStratification.parts(labels(200, 1), 6, new double[] {0.8, 0.2, 0}, 1);
        assertTrue(Arrays.stream(parts).noneMatch(part -> part == 2));
    }
}
