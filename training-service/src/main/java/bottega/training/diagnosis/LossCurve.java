package bottega.training.diagnosis;

import bottega.training.diagnosis.Evidence.Epoch;
import java.util.List;
import java.util.stream.IntStream;

/** The training loss from epoch to epoch. */
record LossCurve(double[] values) {
    static LossCurve of(List<Epoch> epochs) {
        return new LossCurve(epochs.stream().mapToDouble(Epoch::trainingLoss).toArray());
    }

    double first() {
        return values[0];
    }

    double last() {
        return values[values.length - 1];
    }

    /** The highest loss over the lowest before it; 1 or less for a curve that only falls. */
    double largestRise() {
        double lowest = first();
        double rise = 0;
        for (int i = 1; i < values.length; i++) {
            rise = Math.max(rise, values[i] / lowest);
            lowest = Math.min(lowest, values[i]);
        }
        return rise;
    }

    /** Share of the epochs after which the loss was lower. */
    double fallingShare() {
        return IntStream.range(1, values.length)
                        .filter(i -> values[i] < values[i - 1])
                        .count()
                / (double) (values.length - 1);
    }

    /** The steps of the second half: how far it went up and down, over how far it got; 1 for a curve that only falls. */
    double wandering() {
        int from = values.length / 2;
        double way = 0;
        for (int i = from + 1; i < values.length; i++) {
            way += Math.abs(values[i] - values[i - 1]);
        }
        double progress = Math.abs(values[from] - last());
        return way == 0 ? 1 : way / Math.max(progress, 1e-12);
    }

    /** Mean step up or down in the second half, relative to the loss there. */
    double roughness() {
        int from = values.length / 2;
        double way = 0;
        double level = 0;
        for (int i = from + 1; i < values.length; i++) {
            way += Math.abs(values[i] - values[i - 1]);
            level += values[i];
        }
        return level == 0 ? 0 : way / level;
    }

    /** Fall per epoch in the last quarter over the fall per epoch of the whole; 1 for a straight line, 0 once it is flat. */
    double lateSpeed() {
        int quarter = Math.max(1, values.length / 4);
        double late = (values[values.length - 1 - quarter] - last()) / quarter;
        double whole = (first() - last()) / (values.length - 1);
        return whole <= 0 ? 0 : late / whole;
    }
}
