package bottega.training.judgement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static Ranking ranking(int[] truths, float... probabilities) {
        int[][] borne = new int[truths.length][];
        float[][] rows = new float[truths.length][];
        for (int i = 0; i < truths.length; i++) {
            borne[i] = truths[i] == 1 ? new int[] {0} : new int[0];
            rows[i] = new float[] {probabilities[i]};
        }
        return Ranking.of(borne, rows, 1).getFirst();
    }

    /** The example of scikit-learn's average_precision_score: 0.5 x 1 + 0.5 x 2/3; three of four pairs in order. */
    @Test
    void fourExamplesByHand() {
        Ranking ranking = ranking(new int[] {0, 0, 1, 1}, 0.1f, 0.4f, 0.35f, 0.8f);
        assertEquals(5 / 6.0, ranking.averagePrecision(), 1e-12);
        assertEquals(0.75, ranking.areaUnderRoc(), 1e-12);
    }

    @Test
    void perfectAndWorstOrder() {
        assertEquals(new Ranking(1, 2, 1.0, 1.0), ranking(new int[] {1, 0, 0}, 0.9f, 0.2f, 0.1f));
        assertEquals(new Ranking(1, 2, 1 / 3.0, 0.0), ranking(new int[] {1, 0, 0}, 0.1f, 0.2f, 0.9f));
    }

    /** Whoever says the same of all gets what chance gets, whatever the order of the examples. */
    @Test
    void tiesAreChance() {
        assertEquals(new Ranking(1, 3, 0.25, 0.5), ranking(new int[] {1, 0, 0, 0}, 0.7f, 0.7f, 0.7f, 0.7f));
        assertEquals(new Ranking(1, 3, 0.25, 0.5), ranking(new int[] {0, 0, 0, 1}, 0.7f, 0.7f, 0.7f, 0.7f));
    }

    @Test
    void whatIsUndefinedIsNull() {
        assertNull(ranking(new int[] {0, 0}, 0.1f, 0.2f).averagePrecision());
        assertNull(ranking(new int[] {0, 0}, 0.1f, 0.2f).areaUnderRoc());
        assertEquals(1, ranking(new int[] {1, 1}, 0.1f, 0.2f).averagePrecision(), 1e-12);
        assertNull(ranking(new int[] {1, 1}, 0.1f, 0.2f).areaUnderRoc());
    }

    /** The label that nobody bears does not count. */
    @Test
    void theMeanIsOverLabelsThatAreThere() {
        int[][] borne = {{0}, {1}, {}};
        float[][] probabilities = {{0.9f, 0.1f, 0}, {0.2f, 0.1f, 0}, {0.1f, 0.3f, 0}};
        List<Ranking> rankings = Ranking.of(borne, probabilities, 3);
        assertEquals(1, rankings.get(0).averagePrecision(), 1e-12);
        // after one without the label, and in a tie with another: one of three
        assertEquals(1 / 3.0, rankings.get(1).averagePrecision(), 1e-12);
        assertEquals(2 / 3.0, Ranking.meanAveragePrecision(rankings).orElseThrow(), 1e-12);
        assertFalse(Ranking.meanAveragePrecision(rankings.subList(2, 3)).isPresent());
    }

    /** Of 3 and 4: U = 12 of 12, mean 6, variance 3 x 4 x 8 / 12 = 8. */
    @Test
    void standardScoreByHand() {
        Ranking ranking = ranking(new int[] {1, 1, 1, 0, 0, 0, 0}, 0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f, 0.3f);
        assertEquals(6 / Math.sqrt(8), ranking.standardScore(), 1e-12);
    }
}
