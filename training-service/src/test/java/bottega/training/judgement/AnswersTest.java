package bottega.training.judgement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bottega.common.judgement.Calibration;
import bottega.common.judgement.ClassScores;
import bottega.common.judgement.Judgement;
import bottega.common.judgement.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Six answers, counted by hand: bronze is found twice of three times, iron never answered, lead has no picture. */
class AnswersTest {
    private static final Judgement JUDGEMENT = new Answers(
                    List.of("bronze", "iron", "gold", "lead"),
                    List.of("b1", "b2", "b3", "i1", "g1", "g2"),
                    new int[] {0, 0, 0, 1, 2, 2},
                    new float[][] {
                        {0.9f, 0.1f, 0, 0},
                        {0.7f, 0.1f, 0.2f, 0},
                        {0.3f, 0.1f, 0.6f, 0},
                        {0.8f, 0.2f, 0, 0},
                        {0, 0, 1, 0},
                        {0.1f, 0.2f, 0.7f, 0}
                    })
            .judge();

    @Test
    void theShareOfRightAnswersAndOfTheMostFrequentClass() {
        assertEquals(6, JUDGEMENT.pictures());
        assertEquals(4 / 6.0, JUDGEMENT.accuracy(), 1e-12);
        assertEquals(0.5, JUDGEMENT.mostFrequentShare(), 1e-12);
    }

    @Test
    void eachClassByHand() {
        ClassScores bronze = JUDGEMENT.classes().get(0);
        assertEquals(2 / 3.0, bronze.precision(), 1e-12);
        assertEquals(2 / 3.0, bronze.recall(), 1e-12);
        assertEquals(2 / 3.0, bronze.f1(), 1e-12);
        assertEquals(
                new ClassScores("iron", 1, null, 0.0, 0.0), JUDGEMENT.classes().get(1));
        ClassScores gold = JUDGEMENT.classes().get(2);
        assertEquals(2 / 3.0, gold.precision(), 1e-12);
        assertEquals(1, gold.recall(), 1e-12);
        assertEquals(0.8, gold.f1(), 1e-12);
        assertNull(JUDGEMENT.classes().get(3).f1());
        assertEquals((2 / 3.0 + 0 + 0.8) / 3, JUDGEMENT.macroF1(), 1e-12);
    }

    @Test
    void rowsAreTruthsAndColumnsAnswers() {
        assertEquals(
                List.of(List.of(2, 0, 1, 0), List.of(1, 0, 0, 0), List.of(0, 0, 2, 0), List.of(0, 0, 0, 0)),
                JUDGEMENT.confusion().counts());
    }

    /** |1 - .9| + |1 - .7| + |1 - .7| are in bins of right answers, |0 - .6| and |0 - .8| in bins of wrong ones. */
    @Test
    void calibrationErrorByHand() {
        Calibration calibration = JUDGEMENT.calibration();
        // .9, .7 twice, .6, .8 and 1 fall into five bins of a fifteenth.
        assertEquals(5, calibration.bins().size());
        assertEquals((0.1 + 2 * 0.3 + 0.6 + 0.8 + 0) / 6, calibration.expectedError(), 1e-6);
    }

    @Test
    void mistakesComeMostConfidentFirst() {
        assertEquals(
                List.of("i1", "b3"),
                JUDGEMENT.mistakes().stream().map(Mistake::picture).toList());
        assertEquals("bronze", JUDGEMENT.mistakes().getFirst().answer());
        assertEquals(0.2, JUDGEMENT.mistakes().getFirst().probabilityOfLabel(), 1e-6);
    }

    @Test
    void nothingToJudgeIsAnError() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Answers(List.of("a", "b"), List.of(), new int[0], new float[0][]));
    }
}
