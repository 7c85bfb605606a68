package bottega.training.optimisation;

import bottega.common.training.ScheduleSettings;

/**
 * The learning rate of every step of a run; a function of the step's number alone, so that a run taken up again needs no
 * state of it. See {@link ScheduleSettings} for the equations.
 *
 * @param peak what the schedule's shares are of
 * @param stepsPerEpoch above 0
 * @param steps of the whole run
 */
public record LearningRates(ScheduleSettings schedule, double peak, long stepsPerEpoch, long steps) {
    /** @param step from 0 */
    public double at(long step) {
        return peak
                * switch (schedule) {
                    case ScheduleSettings.Constant constant -> warmUp(step, constant.warmUpSteps());
                    case ScheduleSettings.Step stairs ->
                        warmUp(step, stairs.warmUpSteps())
                                * Math.pow(stairs.factor(), Math.floorDiv(step / stepsPerEpoch, stairs.everyEpochs()));
                    case ScheduleSettings.Cosine cosine -> cosine(step, cosine);
                    case ScheduleSettings.OneCycle cycle -> oneCycle(step, cycle);
                };
    }

    private static double warmUp(long step, int warmUpSteps) {
        return step < warmUpSteps ? (step + 1.0) / (warmUpSteps + 1.0) : 1;
    }

    private double cosine(long step, ScheduleSettings.Cosine cosine) {
        int warmUpSteps = cosine.warmUpSteps();
        if (step < warmUpSteps) {
            return warmUp(step, warmUpSteps);
        }
        return halfCosine(1, cosine.endFraction(), (double) (step - warmUpSteps) / (steps - warmUpSteps));
    }

    private double oneCycle(long step, ScheduleSettings.OneCycle cycle) {
        double start = 1 / cycle.startDivisor();
        double top = cycle.riseFraction() * steps - 1;
        double last = steps - 1;
        if (step < top) {
            return halfCosine(start, 1, step / top);
        }
        return halfCosine(1, start / cycle.endDivisor(), (step - top) / (last - top));
    }

    /** From one value to another while {@code progress} goes from 0 to 1. */
    private static double halfCosine(double from, double to, double progress) {
        return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
