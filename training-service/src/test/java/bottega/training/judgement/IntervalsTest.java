package bottega.training.judgement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.judgement.ConfusionMatrix;
import bottega.common.judgement.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
    /** Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3, to its four digits. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilsonsIntervalAsPublished(long right, long all, double low, double high) {
        Interval interval = Intervals.share(right, all);
        assertEquals(low, interval.low(), 5e-5);
        assertEquals(high, interval.high(), 5e-5);
    }

    @Test
    void allRightIsTheMirrorOfAllWrong() {
        assertEquals(1, Intervals.share(20, 20).high());
        assertEquals(1 - Intervals.share(0, 20).high(), Intervals.share(20, 20).low(), 1e-12);
    }

    /**
     * Two classes with the same counts, as many taken for one another both ways: macro F1 is then close to accuracy, whose
     * resampled quantiles are those of a binomial distribution, 0.8 -+ 1.96 sqrt(0.8 0.2 / 400) = 0.761 to 0.839. Two
     * thousand resamples place a quantile within some 0.002 (its density there is 3 a standard error of 0.02, and
     * sqrt(0.025 0.975 / 2000) / 3 = 0.0012).
     */
    @Test
    void theBootstrapIsThatOfABinomialWhereItCanBeWorkedOut() {
        for (long seed = 1; seed <= 4; seed++) {
            Interval interval = Intervals.macroF1(matrix(160, 40, 40, 160), seed);
            assertEquals(0.761, interval.low(), 0.006, "seed " + seed);
            assertEquals(0.839, interval.high(), 0.006, "seed " + seed);
        }
    }

    @Test
    void theSeedAloneDecides() {
        assertEquals(Intervals.macroF1(matrix(8, 2, 3, 7), 1), Intervals.macroF1(matrix(8, 2, 3, 7), 1));
        assertNotEquals(Intervals.macroF1(matrix(8, 2, 3, 7), 1), Intervals.macroF1(matrix(8, 2, 3, 7), 2));
    }

    @Test
    void fewExamplesSayLess() {
        Interval few = Intervals.macroF1(matrix(8, 2, 2, 8), 1);
        Interval many = Intervals.macroF1(matrix(800, 200, 200, 800), 1);
        assertTrue(few.high() - few.low() > 5 * (many.high() - many.low()), few + " and " + many);
        assertEquals(new Interval(1, 1), Intervals.macroF1(matrix(3, 0, 0, 3), 1), "as the javadoc warns");
    }

    private static ConfusionMatrix matrix(int a, int b, int c, int d) {
        return new ConfusionMatrix(List.of("a", "b"), List.of(List.of(a, b), List.of(c, d)));
    }
}
