package bottega.training.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.judgement.ClassScores;
import bottega.common.judgement.ConfusionMatrix;
import bottega.common.judgement.LabelCounts;
import bottega.common.judgement.Verdict;
import bottega.common.judgement.Verdict.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionShiftTest {
    /**
     * 90 of 100 and 50 of 50 promise 0.9 x 200 + 1.0 x 100 = 280 of 300 right; 140 + 80 = 220 are. The variance by hand:
     * shares 231/302 and 131/152, 200^2 x 0.7649 x 0.2351 x (1/100 + 1/200) + 100^2 x 0.8618 x 0.1382 x (1/50 + 1/100) =
     * 107.90 + 35.72; 60 / 11.984 = 5.007.
     */
    @Test
    void whatTheValidationPartPromisedIsHeldAgainstWhatCame() {
        Verdict verdict = DistributionShift.of(answers(90, 100, 50, 50), answers(140, 200, 80, 100))
                .orElseThrow();
        assertEquals(Kind.DISTRIBUTION_SHIFT, verdict.kind());
        assertEquals(220 / 300.0, verdict.figures().get("testAccuracy"), 1e-12);
        assertEquals(280 / 300.0, verdict.figures().get("expectedAccuracy"), 1e-12);
        assertEquals(5.007, verdict.figures().get("standardDeviations"), 1e-3);
        assertTrue(verdict.text().contains("73.3 %") && verdict.text().contains("93.3 %"), verdict.text());
    }

    /** The hard class is most of the test part: its accuracy is lower, and nothing is wrong. */
    @Test
    void anotherMixtureOfClassesIsNoShift() {
        assertTrue(DistributionShift.of(answers(50, 100, 100, 100), answers(450, 900, 100, 100))
                .isEmpty());
    }

    @Test
    void aFewPicturesOrAFewHundredthsSayNothing() {
        assertTrue(
                DistributionShift.of(answers(5, 5, 5, 5), answers(3, 5, 4, 5)).isEmpty());
        assertTrue(DistributionShift.of(
                        answers(95_000, 100_000, 95_000, 100_000), answers(91_000, 100_000, 91_000, 100_000))
                .isEmpty());
        assertTrue(
                DistributionShift.of(answers(0, 0, 5, 5), answers(0, 50, 5, 5)).isEmpty());
    }

    /**
     * The label of above and one that is answered as promised, of 300 pictures too: 60 of 600 answers are missing. The
     * deviations add up: 11.984 and, shares 151/152 and 301/302, sqrt(100^2 x 0.00654 x (1/50 + 1/100) + 200^2 x 0.0033 x
     * (1/100 + 1/200)) = sqrt(1.961 + 1.980) = 1.985.
     */
    @Test
    void labelsAreHeldAgainstTheirPromisesTogether() {
        List<ClassScores> validation = List.of(label(90, 0, 10, 50), label(50, 0, 0, 100));
        List<ClassScores> test = List.of(label(140, 20, 60, 80), label(100, 0, 0, 200));
        Verdict verdict = DistributionShift.ofLabels(validation, test).orElseThrow();
        assertEquals(520 / 600.0, verdict.figures().get("testAccuracy"), 1e-12);
        assertEquals(580 / 600.0, verdict.figures().get("expectedAccuracy"), 1e-12);
        assertEquals(60 / (11.984 + 1.985), verdict.figures().get("standardDeviations"), 1e-3);
        assertTrue(DistributionShift.ofLabels(validation, validation).isEmpty());
    }

    private static ClassScores label(int found, int wronglySaid, int missed, int rightlyNot) {
        return new ClassScores(
                "a", found + missed, null, null, null, null, new LabelCounts(found, wronglySaid, missed, rightlyNot));
    }

    /** Two parts of one distribution, 500 times: above 3 standard deviations lies one in 740. */
    @Test
    void partsOfTheSameDistributionGiveNoAlarm() {
        var random = new Random(1);
        int alarms = 0;
        for (int i = 0; i < 500; i++) {
            alarms += DistributionShift.of(drawn(random, 150, 30), drawn(random, 400, 100))
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertTrue(alarms <= 5, alarms + " alarms");
    }

    private static ConfusionMatrix drawn(Random random, int first, int second) {
        return answers(right(random, first, 0.9), first, right(random, second, 0.7), second);
    }

    private static int right(Random random, int pictures, double share) {
        return (int) random.doubles(pictures).filter(draw -> draw < share).count();
    }

    private static ConfusionMatrix answers(int rightA, int allA, int rightB, int allB) {
        return new ConfusionMatrix(
                List.of("a", "b"), List.of(List.of(rightA, allA - rightA), List.of(allB - rightB, rightB)));
    }
}
