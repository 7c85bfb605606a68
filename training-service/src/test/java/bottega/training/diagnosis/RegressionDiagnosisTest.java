package bottega.training.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.judgement.Verdict;
import bottega.common.judgement.Verdict.Kind;
import bottega.training.diagnosis.Evidence.Epoch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegressionDiagnosisTest {
    @Test
    void aLossNearTheVarianceIsUnderfitting() {
        Verdict verdict = RegressionDiagnosis.of(losses(1, 1, 0.6, 0.7), 1);
        assertEquals(Kind.UNDERFITTING, verdict.kind());
        assertEquals(0.6, verdict.figures().get("trainingLoss"));
        assertEquals(
                Kind.GOOD_FIT, RegressionDiagnosis.of(losses(1, 1, 0.4, 0.5), 1).kind());
    }

    @Test
    void aLossThatTurnsIsOverfitting() {
        Verdict verdict = RegressionDiagnosis.of(losses(1, 1, 0.2, 0.3, 0.1, 0.4), 1);
        assertEquals(Kind.OVERFITTING, verdict.kind());
        assertEquals(0.3, verdict.figures().get("lowestLoss"));
        // it rises, but so does that in training
        assertEquals(
                Kind.GOOD_FIT,
                RegressionDiagnosis.of(losses(1, 1, 0.2, 0.3, 0.25, 0.4), 1).kind());
    }

    @Test
    void anErrorOfNothingInTrainingAndOfMuchOutsideIsOverfittingThoughItNeverTurned() {
        assertEquals(
                Kind.OVERFITTING,
                RegressionDiagnosis.of(losses(1, 1, 0.001, 0.2), 1).kind());
        // both so small that the fit is good
        assertEquals(
                Kind.GOOD_FIT,
                RegressionDiagnosis.of(losses(1, 1, 0.0001, 0.02), 1).kind());
    }

    /** @param losses in training and on others, in turn */
    private static List<Epoch> losses(double... losses) {
        double[][] pairs = new double[losses.length / 2][];
        Arrays.setAll(pairs, i -> new double[] {losses[2 * i], losses[2 * i + 1]});
        return Arrays.stream(pairs)
                .map(pair -> new Epoch(pair[0], 0, pair[1], 0, 1))
                .toList();
    }
}
