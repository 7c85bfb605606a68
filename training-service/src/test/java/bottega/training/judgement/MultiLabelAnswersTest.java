package bottega.training.judgement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bottega.common.judgement.ClassScores;
import bottega.common.judgement.Judgement;
import bottega.common.judgement.LabelCounts;
import bottega.common.judgement.Mistake;
import bottega.common.judgement.Mistake.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Four pictures of three labels, counted by hand; lead is on none of them. */
class MultiLabelAnswersTest {
    private static final Judgement JUDGEMENT = new MultiLabelAnswers(
                    List.of("bronze", "iron", "lead"),
                    List.of("a", "b", "c", "d"),
                    new int[][] {{0, 1}, {0}, {}, {1}},
                    new float[][] {{0.9f, 0.5f, 0.1f}, {0.25f, 0.1f, 0.05f}, {0.75f, 0.19f, 0}, {0.1f, 0.6f, 0}})
            .judge();

    @Test
    void decisionsPicturesAndWhatAlwaysNoWouldGet() {
        assertEquals(4, JUDGEMENT.pictures());
        assertEquals(10 / 12.0, JUDGEMENT.accuracy(), 1e-12);
        assertEquals(2 / 4.0, JUDGEMENT.exactMatches(), 1e-12);
        assertEquals((0.5 + 0.5 + 1) / 3, JUDGEMENT.mostFrequentShare(), 1e-12);
    }

    @Test
    void eachLabelByHand() {
        // bronze by probability: with, without, with: (1 + 2/3) / 2
        assertEquals(
                new ClassScores("bronze", 2, 0.5, 0.5, 0.5, (1 + 2 / 3.0) / 2, new LabelCounts(1, 1, 1, 1)),
                JUDGEMENT.classes().get(0));
        // a probability of exactly one half is a yes
        assertEquals(
                new ClassScores("iron", 2, 1.0, 1.0, 1.0, 1.0, new LabelCounts(2, 0, 0, 2)),
                JUDGEMENT.classes().get(1));
        assertEquals(
                new ClassScores("lead", 0, null, null, null, null, new LabelCounts(0, 0, 0, 4)),
                JUDGEMENT.classes().get(2));
    }

    @Test
    void allLabelsTogether() {
        assertEquals(0.75, JUDGEMENT.macroF1(), 1e-12);
        assertEquals(2.0 * 3 / (2 * 3 + 1 + 1), JUDGEMENT.microF1(), 1e-12);
        assertEquals((5 / 6.0 + 1) / 2, JUDGEMENT.meanAveragePrecision(), 1e-12);
        assertNull(JUDGEMENT.confusion());
    }

    @Test
    void wrongLabelsComeMostConfidentFirst() {
        assertEquals(
                List.of(
                        new Mistake("b", "bronze", null, 0.75, null, Kind.FALSE_NEGATIVE),
                        new Mistake("c", "bronze", null, 0.75, null, Kind.FALSE_POSITIVE)),
                JUDGEMENT.mistakes());
    }

    /** In bins a fifteenth wide: .05 and twice 0; .1 three times; each other one alone. */
    @Test
    void calibrationErrorByHand() {
        double error = 0.05 + 0.3 + 0.75 + 0.19 + 0.5 + 0.4 + 0.75 + 0.1;
        assertEquals(error / 12, JUDGEMENT.calibration().expectedError(), 1e-6);
        assertEquals(
                12,
                JUDGEMENT.calibration().bins().stream()
                        .mapToInt(bin -> bin.answers())
                        .sum());
    }

    @Test
    void nothingToJudgeIsAnError() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new MultiLabelAnswers(List.of("a", "b"), List.of(), new int[0][], new float[0][]));
    }
}
