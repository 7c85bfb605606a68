package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Networks of several sizes on few, noisy points. What is null gets its default; the ranges are in {@link #PARAMETERS}.
 *
 * @param show what is fitted; null where {@code hidden} says it
 * @param hidden neurons of each hidden layer of a network of one's own; null where {@code show} says it
 * @param points to learn from; null for 30 of a curve, 120 of a cloud
 * @param noise standard deviation; null for 0.3 of a curve, 0.33 of a cloud
 * @param dropout null for 0, and with {@code remedies} for one that helps
 * @param weightDecay null for 0, and with {@code remedies} for one that helps
 * @param steps null for 3,000 of a curve, 1,500 of a cloud
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FitRequest(
        FitTask task,
        Show show,
        List<Integer> hidden,
        HiddenActivation activation,
        Integer points,
        Double noise,
        Double dropout,
        Double weightDecay,
        Double learningRate,
        Integer steps,
        Long seed) {
    public static final int MOST_LAYERS = 3;
    public static final int MOST_NEURONS = 128;
    private static final int CURVE_POINTS = 30;
    private static final int CLOUD_POINTS = 120;
    private static final double CURVE_NOISE = 0.3;
    private static final double CLOUD_NOISE = 0.33;
    private static final int CURVE_STEPS = 3_000;
    private static final int CLOUD_STEPS = 1_500;

    private static final LessonParameter LEARNING_RATE =
            LessonParameter.number("learningRate", 0.01, 1e-6, 1, "of Adam; it falls to 0 along half a cosine");
    private static final LessonParameter DROPOUT = LessonParameter.number(
            "dropout",
            0,
            0,
            0.9,
            "share of the hidden neurons that each point leaves out in training; with show = remedies by default 0.2 (curve) or 0.5"
                    + " (cloud) in the fit that has it");
    private static final LessonParameter WEIGHT_DECAY = LessonParameter.number(
            "weightDecay",
            0,
            0,
            1,
            "L2: times the weight, added to its gradient, not of biases; with show = remedies by default 0.003 (curve) or 0.01 (cloud)"
                    + " in the fit that has it");

    public static final List<LessonParameter> PARAMETERS = List.of(
            LessonParameter.choice(
                    "task",
                    "curve",
                    List.of("curve", "cloud"),
                    "regression (points around a sine, squared error) or classification (a cloud in a ring, cross-entropy)"),
            LessonParameter.choice(
                    "show",
                    "sizes",
                    List.of("sizes", "remedies", "too-small", "right", "too-large"),
                    "sizes: three networks side by side; remedies: the too large one plain, with dropout, with L2, with ten times"
                            + " the points; or one of the three alone"),
            LessonParameter.structure(
                    "hidden",
                    "array",
                    null,
                    "instead of show: neurons of each hidden layer of your own network, none to 3 layers of 1 to 128; [] is"
                            + " a straight line"),
            LessonParameter.choice("activation", "tanh", List.of("relu", "sigmoid", "tanh"), "of the hidden layers"),
            points(CURVE_POINTS),
            noise(CURVE_NOISE),
            DROPOUT,
            WEIGHT_DECAY,
            LEARNING_RATE,
            steps(CURVE_STEPS),
            LessonParameter.structure(
                    "seed", "integer", 1, "of the points, the first weights, the order and dropout's draws"));

    private static LessonParameter points(int otherwise) {
        return LessonParameter.whole(
                "points", otherwise, 4, 2_000, "to learn from; of a cloud by default " + CLOUD_POINTS);
    }

    private static LessonParameter noise(double otherwise) {
        return LessonParameter.number(
                "noise", otherwise, 0, 2, "standard deviation; of a cloud by default " + CLOUD_NOISE);
    }

    private static LessonParameter steps(int otherwise) {
        return LessonParameter.whole(
                "steps",
                otherwise,
                1,
                10_000,
                "of training, each on 32 points or on all where there are fewer; of a cloud by default " + CLOUD_STEPS);
    }

    public FitRequest {
        task = task == null ? FitTask.CURVE : task;
        if (hidden != null) {
            if (show != null) {
                throw LessonParameter.refused("/hidden", "show or hidden", "both");
            }
            check(hidden);
        } else {
            show = show == null ? Show.SIZES : show;
        }
        activation = activation == null ? HiddenActivation.TANH : activation;
        boolean curve = task == FitTask.CURVE;
        points = points(curve ? CURVE_POINTS : CLOUD_POINTS).check(points);
        noise = noise(curve ? CURVE_NOISE : CLOUD_NOISE).check(noise);
        if (show != Show.REMEDIES || dropout != null) {
            dropout = DROPOUT.check(dropout);
        }
        if (show != Show.REMEDIES || weightDecay != null) {
            weightDecay = WEIGHT_DECAY.check(weightDecay);
        }
        learningRate = LEARNING_RATE.check(learningRate);
        steps = steps(curve ? CURVE_STEPS : CLOUD_STEPS).check(steps);
        seed = seed == null ? 1 : seed;
    }

    private static void check(List<Integer> hidden) {
        if (hidden.size() > MOST_LAYERS) {
            throw LessonParameter.refused("/hidden", "at most " + MOST_LAYERS + " layers", hidden.size() + " layers");
        }
        for (int layer = 0; layer < hidden.size(); layer++) {
            Integer neurons = hidden.get(layer);
            if (neurons == null || neurons < 1 || neurons > MOST_NEURONS) {
                throw LessonParameter.refused("/hidden/" + layer, "a whole number from 1 to " + MOST_NEURONS, neurons);
            }
        }
    }

    public static FitRequest defaults() {
        return new FitRequest(null, null, null, null, null, null, null, null, null, null, null);
    }

    /** What stands side by side. */
    public enum Show {
        /** Too small, right, too large. */
        @JsonProperty("sizes")
        SIZES,
        /** The too large one: plain, with dropout, with L2, with more points. */
        @JsonProperty("remedies")
        REMEDIES,
        @JsonProperty("too-small")
        TOO_SMALL,
        @JsonProperty("right")
        RIGHT,
        @JsonProperty("too-large")
        TOO_LARGE
    }
}
