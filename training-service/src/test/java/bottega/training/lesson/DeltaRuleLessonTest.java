package bottega.training.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.lesson.DeltaRuleRequest;
import bottega.common.lesson.DeltaRuleResult;
import bottega.common.lesson.DeltaRuleResult.Row;
import bottega.common.lesson.DeltaRuleResult.Way;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaRuleLessonTest {
    private static final double[][] INPUTS = {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}};
    private static final double[] CORRECT = {0, 0, 1, 1};

    /** The rule is gradient descent on (d - y)^2 / 2: each epoch is redone with central differences, error 1e-10. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anEpochFollowsTheGradientOfTheLoss(int miniBatch) {
        DeltaRuleResult result = DeltaRuleLesson.run(new DeltaRuleRequest(0.9, 1, miniBatch, 5L));
        int[] rowsPerStep = {1, 4, miniBatch};
        for (int way = 0; way < 3; way++) {
            double[] weights = result.start().stream().mapToDouble(w -> w).toArray();
            for (int from = 0; from < 4; from += rowsPerStep[way]) {
                int to = Math.min(from + rowsPerStep[way], 4);
                double[] gradient = gradient(weights, from, to);
                for (int i = 0; i < 3; i++) {
                    weights[i] -= 0.9 * gradient[i];
                }
            }
            List<Double> learned = result.ways().get(way).weights();
            for (int i = 0; i < 3; i++) {
                assertEquals(weights[i], learned.get(i), 1e-8);
            }
            assertEquals(
                    loss(weights, 0, 4),
                    result.ways().get(way).losses().getLast().value(),
                    1e-8);
        }
    }

    @Test
    void rowsShowTheRuleStepByStep() {
        DeltaRuleResult result = DeltaRuleLesson.run(DeltaRuleRequest.defaults());
        Row first = result.ways().getFirst().firstSteps().getFirst();
        double v = result.start().get(2);
        double y = 1 / (1 + Math.exp(-v));
        assertEquals(v, first.v(), 1e-15);
        assertEquals(y, first.y(), 1e-15);
        assertEquals(-y * y * (1 - y), first.delta(), 1e-15);
        assertEquals(-0.9 * y * y * (1 - y), first.change().get(2), 1e-15);
        assertEquals(0, first.change().getFirst(), 0);
        assertEquals(4, result.ways().getFirst().firstSteps().size());
    }

    @Test
    void allThreeLearnTheTableAndSgdIsFurthest() {
        DeltaRuleResult result = DeltaRuleLesson.run(DeltaRuleRequest.defaults());
        for (Way way : result.ways()) {
            for (int row = 0; row < 4; row++) {
                assertEquals(CORRECT[row], way.outputs().get(row), 0.03);
            }
            assertTrue(way.losses().size() <= 301);
            assertEquals(10_000, way.losses().getLast().epoch());
        }
        assertEquals(
                List.of(40_000L, 10_000L, 20_000L),
                result.ways().stream().map(Way::steps).toList());
        double sgd = result.ways().get(0).losses().getLast().value();
        double batch = result.ways().get(1).losses().getLast().value();
        double mini = result.ways().get(2).losses().getLast().value();
        assertTrue(sgd < mini && mini < batch);
    }

    @Test
    void theSeedDecidesTheStart() {
        List<Double> start =
                DeltaRuleLesson.run(new DeltaRuleRequest(null, 1, null, 7L)).start();
        assertEquals(
                start,
                DeltaRuleLesson.run(new DeltaRuleRequest(null, 1, null, 7L)).start());
        assertNotEquals(
                start,
                DeltaRuleLesson.run(new DeltaRuleRequest(null, 1, null, 8L)).start());
        assertTrue(start.stream().allMatch(weight -> weight > -1 && weight < 1));
    }

    private static double[] gradient(double[] weights, int from, int to) {
        double h = 1e-5;
        double[] gradient = new double[3];
        for (int i = 0; i < 3; i++) {
            double[] up = weights.clone();
            double[] down = weights.clone();
            up[i] += h;
            down[i] -= h;
            gradient[i] = (loss(up, from, to) - loss(down, from, to)) / (2 * h);
        }
        return gradient;
    }

    private static double loss(double[] weights, int from, int to) {
        double sum = 0;
        for (int row = from; row < to; row++) {
            double[] x = INPUTS[row];
            double v = weights[0] * x[0] + weights[1] * x[1] + weights[2] * x[2];
            double error = CORRECT[row] - (0.5 + 0.5 * Math.tanh(v / 2));
            sum += error * error / 2;
        }
        return sum / (to - from);
    }
}
