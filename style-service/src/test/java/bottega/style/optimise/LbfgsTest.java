package bottega.style.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {
    /** (1-x)^2 + 100 (y-x^2)^2, minimum 0 at (1, 1), from the usual start at the other end of the valley. */
    private static double rosenbrock(float[] at, float[] gradient) {
        double x = at[0];
        double y = at[1];
        double valley = y - x * x;
        gradient[0] = (float) (-2 * (1 - x) - 400 * x * valley);
        gradient[1] = (float) (200 * valley);
        return (1 - x) * (1 - x) + 100 * valley * valley;
    }

    /** SciPy's L-BFGS needs about 45 evaluations; float variables resolve 1 to 6e-8, so 1e-4 is far above rounding. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void rosenbrocksValley(int history) {
        var lbfgs =
                new Lbfgs(LbfgsTest::rosenbrock, new float[] {-1.2f, 1}, LbfgsOptions.DEFAULTS.withHistory(history));
        run(lbfgs, history == 1 ? 1000 : 120);
        assertArrayEquals(new float[] {1, 1}, lbfgs.point(), 1e-4f, lbfgs.evaluations() + " evaluations");
    }

    /**
     * sum k (x_k - c_k)^2 / 2: with exact line searches BFGS makes the steps of conjugate gradients, which end after n
     * of them (Nocedal and Wright, theorem 6.4); float rounding and the inexact search cost some more.
     */
    @Test
    void aQuadraticTakesAboutAsManyStepsAsItHasDimensions() {
        int n = 12;
        Objective quadratic = (at, gradient) -> {
            double value = 0;
            for (int k = 0; k < n; k++) {
                double distance = at[k] - (k - 5);
                value += (k + 1) * distance * distance / 2;
                gradient[k] = (float) ((k + 1) * distance);
            }
            return value;
        };
        var lbfgs = new Lbfgs(quadratic, new float[n], LbfgsOptions.DEFAULTS.withCurvature(1e-3));
        int steps = 0;
        while (lbfgs.iterate(1000) instanceof Step.Moved moved && moved.value() > 1e-8) {
            steps++;
        }
        assertTrue(steps <= n + 3, steps + " steps for " + n + " dimensions");
        for (int k = 0; k < n; k++) {
            assertEquals(k - 5, lbfgs.point()[k], 1e-3);
        }
    }

    @Test
    void aMinimumIsNoticed() {
        Objective square = (at, gradient) -> {
            gradient[0] = 2 * at[0];
            return at[0] * at[0];
        };
        var atMinimum = new Lbfgs(square, new float[1], LbfgsOptions.DEFAULTS);
        assertInstanceOf(Step.Converged.class, atMinimum.iterate(10));
        var nearby = new Lbfgs(square, new float[] {3}, LbfgsOptions.DEFAULTS);
        assertInstanceOf(Step.Converged.class, run(nearby, 200));
        assertEquals(0, nearby.point()[0], 1e-6);
    }

    /** The value never rises from one iteration to the next, and every accepted step satisfies both Wolfe conditions. */
    @Test
    void everyStepSatisfiesTheStrongWolfeConditions() {
        var lbfgs = new Lbfgs(LbfgsTest::rosenbrock, new float[] {-1.2f, 1}, LbfgsOptions.DEFAULTS);
        lbfgs.iterate(1);
        for (int i = 0; i < 30; i++) {
            float[] from = lbfgs.point().clone();
            float[] gradient = new float[2];
            double value = rosenbrock(from, gradient);
            if (!(lbfgs.iterate(100) instanceof Step.Moved)) {
                break;
            }
            float[] to = lbfgs.point();
            float[] gradientTo = new float[2];
            double valueTo = rosenbrock(to, gradientTo);
            double slope = gradient[0] * (to[0] - from[0]) + gradient[1] * (to[1] - from[1]);
            double slopeTo = gradientTo[0] * (to[0] - from[0]) + gradientTo[1] * (to[1] - from[1]);
            if (value < 1e-6) {
                break; // the float variables are too coarse to check from here on
            }
            assertTrue(valueTo <= value + 1e-4 * slope + 1e-6 * value, "sufficient decrease at step " + i);
            assertTrue(Math.abs(slopeTo) <= -0.9 * slope * 1.001, "curvature at step " + i);
        }
    }

    @Test
    void aFunctionWithoutNumbersAtTheStart() {
        var lbfgs = new Lbfgs((at, gradient) -> Double.NaN, new float[] {1}, LbfgsOptions.DEFAULTS);
        assertInstanceOf(Step.Diverged.class, lbfgs.iterate(10));
        assertArrayEquals(new float[] {1}, lbfgs.point());
    }

    /** Half of the line is a cliff: the search must come back from it. */
    @Test
    void aFunctionThatIsNotANumberOnTheWay() {
        Objective logarithm = (at, gradient) -> {
            gradient[0] = 1 - 1 / at[0];
            return at[0] - Math.log(at[0]);
        };
        var lbfgs = new Lbfgs(logarithm, new float[] {20}, LbfgsOptions.DEFAULTS);
        run(lbfgs, 100);
        assertEquals(1, lbfgs.point()[0], 1e-3);
    }

    @Test
    void aFunctionThatBreaksKeepsTheLastGoodPoint() {
        int[] calls = {0};
        Objective breaks = (at, gradient) -> {
            double value = rosenbrock(at, gradient);
            return ++calls[0] > 12 ? Double.NaN : value;
        };
        var lbfgs = new Lbfgs(breaks, new float[] {-1.2f, 1}, LbfgsOptions.DEFAULTS);
        assertInstanceOf(Step.Diverged.class, run(lbfgs, 1000));
        assertTrue(Double.isFinite(lbfgs.value()));
        assertEquals(rosenbrock(lbfgs.point(), new float[2]), lbfgs.value());
        assertTrue(lbfgs.value() < rosenbrock(new float[] {-1.2f, 1}, new float[2]));
    }

    @Test
    void anExceptionPassesAndLeavesThePoint() {
        int[] calls = {0};
        Objective cancelled = (at, gradient) -> {
            if (++calls[0] > 10) {
                throw new UnsupportedOperationException("cancelled");
            }
            return rosenbrock(at, gradient);
        };
        var lbfgs = new Lbfgs(cancelled, new float[] {-1.2f, 1}, LbfgsOptions.DEFAULTS);
        assertThrows(UnsupportedOperationException.class, () -> run(lbfgs, 1000));
        assertEquals(rosenbrock(lbfgs.point(), new float[2]), lbfgs.value());
    }

    @Test
    void aResumedRunGoesOnToTheSameNumbers() {
        Objective objective = sphereWithCrossTerms(40);
        var through = new Lbfgs(objective, start(40), LbfgsOptions.DEFAULTS.withHistory(5));
        var first = new Lbfgs(objective, start(40), LbfgsOptions.DEFAULTS.withHistory(5));
        for (int i = 0; i < 8; i++) {
            through.iterate(100);
            first.iterate(100);
        }
        var second = Lbfgs.resume(objective, first.state(5), LbfgsOptions.DEFAULTS.withHistory(5));
        for (int i = 0; i < 8; i++) {
            through.iterate(100);
            second.iterate(100);
        }
        assertArrayEquals(through.point(), second.point());
        assertFalse(Arrays.equals(first.point(), second.point()));
    }

    @Test
    void theBudgetIsKept() {
        for (int budget = 1; budget < 20; budget++) {
            var lbfgs = new Lbfgs(LbfgsTest::rosenbrock, new float[] {-1.2f, 1}, LbfgsOptions.DEFAULTS);
            while (lbfgs.evaluations() < budget
                    && lbfgs.iterate((int) (budget - lbfgs.evaluations())) instanceof Step.Moved) {}
            assertEquals(budget, lbfgs.evaluations());
        }
    }

    @Test
    void optionsThatCannotBe() {
        List<Runnable> absurd = new ArrayList<>();
        absurd.add(() -> LbfgsOptions.DEFAULTS.withHistory(0));
        absurd.add(() -> LbfgsOptions.DEFAULTS.withCurvature(1));
        absurd.add(() -> LbfgsOptions.DEFAULTS.withPrecision(-1));
        absurd.forEach(options -> assertThrows(IllegalArgumentException.class, options::run));
    }

    private static Step run(Lbfgs lbfgs, int evaluations) {
        Step step = new Step.Moved(Double.NaN);
        while (step instanceof Step.Moved && lbfgs.evaluations() < evaluations) {
            step = lbfgs.iterate((int) (evaluations - lbfgs.evaluations()));
        }
        return step;
    }

    private static Objective sphereWithCrossTerms(int n) {
        return (at, gradient) -> {
            double value = 0;
            Arrays.fill(gradient, 0);
            for (int k = 0; k + 1 < n; k++) {
                double valley = at[k + 1] - at[k] * at[k];
                value += (1 - at[k]) * (1 - at[k]) + 5 * valley * valley;
                gradient[k] += (float) (-2 * (1 - at[k]) - 20 * at[k] * valley);
                gradient[k + 1] += (float) (10 * valley);
            }
            return value;
        };
    }

    private static float[] start(int n) {
        var random = new Random(1);
        float[] start = new float[n];
        for (int i = 0; i < n; i++) {
            start[i] = random.nextFloat() * 2 - 1;
        }
        return start;
    }

    @Test
    void aGradientOfZerosInTheMiddleOfADescentIsAskedForOnceMore() {
        int[] asked = {0};
        Objective forgetful = (point, gradient) -> {
            asked[0]++;
            double value = 0;
            for (int i = 0; i < point.length; i++) {
                value += 0.5 * (i + 1) * point[i] * point[i];
                gradient[i] = asked[0] == 2 ? 0 : (i + 1) * point[i];
            }
            return value;
        };
        var lbfgs = new Lbfgs(forgetful, new float[] {1, -2, 3, 4}, LbfgsOptions.DEFAULTS);
        for (int i = 0; i < 40 && lbfgs.iterate(100) instanceof Step.Moved; i++) {}
        assertEquals(0, lbfgs.value(), 1e-9);
    }
}
