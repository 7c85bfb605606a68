package bottega.training.optimisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.training.ScheduleSettings;
import org.junit.jupiter.api.Test;

class LearningRatesTest {
    /** Both sides are double precision; PyTorch's cosine is a recursion with some ten roundings. */
    private static final double TOLERANCE = 1e-12;

    @Test
    void constantStaysAfterALinearWarmUp() {
        var rates = new LearningRates(new ScheduleSettings.Constant(4), 0.5, 10, 20);
        double[] expected = {0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5};
        for (int step = 0; step < expected.length; step++) {
            assertEquals(expected[step], rates.at(step), TOLERANCE, "step " + step);
        }
        assertEquals(0.5, rates.at(19));
        assertEquals(0.5, new LearningRates(new ScheduleSettings.Constant(null), 0.5, 10, 20).at(0));
    }

    @Test
    void stairsGoDownByEpochs() {
        var rates = new LearningRates(new ScheduleSettings.Step(2, 0.1, 3), 1, 10, 60);
        assertEquals(0.25, rates.at(0), TOLERANCE);
        assertEquals(1, rates.at(3), TOLERANCE);
        assertEquals(1, rates.at(19), TOLERANCE);
        assertEquals(0.1, rates.at(20), TOLERANCE);
        assertEquals(0.1, rates.at(39), TOLERANCE);
        assertEquals(0.01, rates.at(40), TOLERANCE);
    }

    /** {@code CosineAnnealingLR(SGD(lr=.4), T_max=10, eta_min=.04)} of PyTorch 2.13.0. */
    @Test
    void cosineIsPyTorchs() {
        var rates = new LearningRates(new ScheduleSettings.Cosine(0.1, null), 0.4, 5, 10);
        double[] expected = {
            0.4,
            0.3911901729331277,
            0.36562305898749053,
            0.32580134541264516,
            0.27562305898749057,
            0.22000000000000003,
            0.1643769410125095,
            0.11419865458735487,
            0.07437694101250948,
            0.04880982706687237
        };
        for (int step = 0; step < 10; step++) {
            assertEquals(expected[step], rates.at(step), TOLERANCE, "step " + step);
        }
    }

    @Test
    void cosineBeginsAfterItsWarmUp() {
        var rates = new LearningRates(new ScheduleSettings.Cosine(null, 2), 3, 5, 10);
        assertEquals(1, rates.at(0), TOLERANCE);
        assertEquals(2, rates.at(1), TOLERANCE);
        assertEquals(3, rates.at(2), TOLERANCE);
        assertEquals(1.5, rates.at(6), TOLERANCE);
        assertEquals(3 * (1 + Math.cos(Math.PI * 7 / 8)) / 2, rates.at(9), TOLERANCE);
    }

    /** {@code OneCycleLR(optimizer, max_lr=.4, total_steps=20)} of PyTorch 2.13.0. */
    @Test
    void oneCycleIsPyTorchs() {
        var rates = new LearningRates(new ScheduleSettings.OneCycle(null, null, null), 0.4, 5, 20);
        double[] expected = {
            0.016000000000000014,
            0.05266873708001013,
            0.1486687370800101,
            0.2673312629199899,
            0.3633312629199899,
            0.4,
            0.39498560249403497,
            0.38019385280538953,
            0.35636647102842,
            0.3246982615799052,
            0.28677720071652035,
            0.24450480877451572,
            0.2000008,
            0.1554967912254843,
            0.11322439928347969,
            0.0753033384200948,
            0.04363512897158001,
            0.019807747194610516,
            0.005015997505965022,
            1.6e-06
        };
        for (int step = 0; step < 20; step++) {
            assertEquals(expected[step], rates.at(step), TOLERANCE, "step " + step);
        }
    }

    @Test
    void everyScheduleIsAboveZeroAndAtMostThePeakAtEveryLength() {
        for (var schedule : new ScheduleSettings[] {
            new ScheduleSettings.Constant(2),
            new ScheduleSettings.Step(1, 0.5, 2),
            new ScheduleSettings.Cosine(0.01, 2),
            new ScheduleSettings.OneCycle(null, null, null),
            new ScheduleSettings.OneCycle(0.5, 25.0, 1e4)
        }) {
            for (int steps = 1; steps <= 30; steps++) {
                var rates = new LearningRates(schedule, 1, 3, steps);
                for (int step = 0; step < steps; step++) {
                    double rate = rates.at(step);
                    assertEquals(
                            Math.clamp(rate, 1e-7, 1), rate, TOLERANCE, schedule + ", step " + step + " of " + steps);
                }
            }
        }
    }
}
