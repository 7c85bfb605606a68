package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The learning rate of each step, as a share of the run's {@code learningRate}. What is null gets its default. In the
 * first {@code warmUpSteps} it grows linearly: step {@code s}, from 0, has {@code (s + 1) / (warmUpSteps + 1)} of the
 * rate that follows (Goyal et al. 2017).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "constant", value = ScheduleSettings.Constant.class),
    @JsonSubTypes.Type(name = "step", value = ScheduleSettings.Step.class),
    @JsonSubTypes.Type(name = "cosine", value = ScheduleSettings.Cosine.class),
    @JsonSubTypes.Type(name = "one-cycle", value = ScheduleSettings.OneCycle.class)
})
public sealed interface ScheduleSettings {
    int MOST_WARM_UP_STEPS = 1_000_000;

    /** @param warmUpSteps 0 to 1,000,000; default 0 */
    record Constant(Integer warmUpSteps) implements ScheduleSettings {
        public Constant {
            warmUpSteps = Limits.whole("warmUpSteps", warmUpSteps, 0, 0, MOST_WARM_UP_STEPS);
        }
    }

    /**
     * {@code factor ^ floor(epochs done / everyEpochs)}.
     *
     * @param everyEpochs 1 to 10,000; default 10
     * @param factor above 0, at most 1; default 0.1
     * @param warmUpSteps 0 to 1,000,000; default 0
     */
    record Step(Integer everyEpochs, Double factor, Integer warmUpSteps) implements ScheduleSettings {
        public Step {
            everyEpochs = Limits.whole("everyEpochs", everyEpochs, 10, 1, 10_000);
            factor = Limits.above("factor", factor, 0.1, 0, 1);
            warmUpSteps = Limits.whole("warmUpSteps", warmUpSteps, 0, 0, MOST_WARM_UP_STEPS);
        }
    }

    /**
     * Half a cosine from 1 after the warm-up to {@code endFraction} after the last step (Loshchilov, Hutter 2017, without
     * restarts).
     *
     * @param endFraction 0 to 1; default 0
     * @param warmUpSteps 0 to 1,000,000; default 0
     */
    record Cosine(Double endFraction, Integer warmUpSteps) implements ScheduleSettings {
        public Cosine {
            endFraction = Limits.from("endFraction", endFraction, 0, 0, 1);
            warmUpSteps = Limits.whole("warmUpSteps", warmUpSteps, 0, 0, MOST_WARM_UP_STEPS);
        }
    }

    /**
     * Smith, Topin 2018, as PyTorch's {@code OneCycleLR} has it: half a cosine from {@code 1 / startDivisor} up to 1, another
     * down to {@code 1 / (startDivisor endDivisor)} at the last step. Momentum stays as it is.
     *
     * @param riseFraction share of the steps in which it grows, 0.01 to 0.99; default 0.3
     * @param startDivisor 1 to 1,000,000; default 25
     * @param endDivisor 1 to 1,000,000,000; default 10,000
     */
    record OneCycle(Double riseFraction, Double startDivisor, Double endDivisor) implements ScheduleSettings {
        public OneCycle {
            riseFraction = Limits.from("riseFraction", riseFraction, 0.3, 0.01, 0.99);
            startDivisor = Limits.from("startDivisor", startDivisor, 25, 1, 1e6);
            endDivisor = Limits.from("endDivisor", endDivisor, 1e4, 1, 1e9);
        }
    }
}
