package bottega.training.engine;

import ai.djl.nn.Block;
import bottega.common.training.LearningRateCurve;
import bottega.common.training.LearningRateCurve.End;
import bottega.common.training.LearningRateSearchParameters;
import java.util.ArrayList;
import java.util.List;

/**
 * The learning rate's range test (Smith 2015, "Cyclical Learning Rates for Training Neural Networks", section 3.3) with an
 * exponentially growing rate: a fresh network is trained a few steps, each at a larger rate than the one before, and its
 * loss is watched.
 */
public final class LearningRateSearch {
    /** The loss has risen for good at so many times its least, as fastai has it. */
    private static final double RISEN = 4;

    private static final int SHORTEST_MEMORY = 10;

    private final LearningRateSearchParameters parameters;
    /** Steps that the running average remembers: single batches, of one picture even, differ more than rates do. */
    private final int memory;

    private final List<Double> rates = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private double average;
    private double firstAverage;
    private double leastAverage = Double.POSITIVE_INFINITY;

    private LearningRateSearch(LearningRateSearchParameters parameters) {
        this.parameters = parameters;
        memory = Math.max(SHORTEST_MEMORY, parameters.steps() / 20);
    }

    /** Every step's rate, from 0; also beyond the last. */
    static double rate(LearningRateSearchParameters parameters, long step) {
        double ratio = parameters.most() / parameters.least();
        return parameters.least() * Math.pow(ratio, (double) step / (parameters.steps() - 1));
    }

    /** @param listener may throw to stop it */
    public static LearningRateCurve run(
            Block network,
            List<String> labels,
            LearningRateSearchParameters parameters,
            LabelledExamples examples,
            Split split,
            InitialWeights initial,
            TrainingListener listener) {
        var search = new LearningRateSearch(parameters);
        try (var trainer = new Trainer(
                network, labels, parameters.run(), examples, split, initial, step -> rate(parameters, step))) {
            End end = search.train(trainer, listener);
            return curve(search.rates, search.losses, parameters.steps(), end, trainer.device());
        }
    }

    private End train(Trainer trainer, TrainingListener listener) {
        var watch = new TrainingListener() {
            private End end;

            @Override
            public void trained(BatchProgress progress) {
                listener.trained(progress);
                end = add(progress.learningRate(), progress.batchLoss());
            }

            @Override
            public boolean goesOn() {
                return end == null;
            }

            @Override
            public void paused() {
                listener.paused();
            }
        };
        try {
            for (int epoch = 1; watch.goesOn(); epoch++) {
                trainer.trainBatches(epoch, watch);
            }
            return watch.end;
        } catch (DivergedException e) {
            if (losses.isEmpty()) {
                throw e;
            }
            return End.DIVERGED;
        }
    }

    /** @return null while it goes on */
    private End add(double rate, double loss) {
        rates.add(rate);
        losses.add(loss);
        double kept = 1 - 1.0 / memory;
        average = kept * average + (1 - kept) * loss;
        double unbiased = average / (1 - Math.pow(kept, losses.size()));
        if (losses.size() <= memory) {
            firstAverage = unbiased;
        } else {
            leastAverage = Math.min(leastAverage, unbiased);
        }
        if (unbiased > RISEN * leastAverage && unbiased > firstAverage) {
            return End.ROSE;
        }
        return losses.size() == parameters.steps() ? End.DONE : null;
    }

    /** @param steps that were planned */
    static LearningRateCurve curve(List<Double> rates, List<Double> losses, int steps, End end, String device) {
        int reach = Math.max(1, steps / 20);
        double[] smoothed = smooth(losses, reach);
        int least = 0;
        for (int i = 1; i < smoothed.length; i++) {
            least = smoothed[i] < smoothed[least] ? i : least;
        }
        // The first few are hardly smoothed. Equal strides of the rate's logarithm, so differences of the loss are its
        // slopes but for a factor.
        int steepest = 0;
        double steepestSlope = 0;
        for (int i = reach; i < least; i++) {
            double slope = smoothed[i + 1] - smoothed[i - 1];
            if (slope < steepestSlope) {
                steepest = i;
                steepestSlope = slope;
            }
        }
        var points = new ArrayList<LearningRateCurve.Point>();
        for (int i = 0; i < smoothed.length; i++) {
            points.add(new LearningRateCurve.Point(rates.get(i), losses.get(i), smoothed[i]));
        }
        return new LearningRateCurve(
                points, steepestSlope < 0 ? rates.get(steepest) : null, rates.get(least), end, device);
    }

    /** Means over {@code reach} neighbours on either side, fewer at the ends: no lag, unlike a running average. */
    private static double[] smooth(List<Double> losses, int reach) {
        double[] smoothed = new double[losses.size()];
        for (int i = 0; i < smoothed.length; i++) {
            int near = Math.min(reach, Math.min(i, smoothed.length - 1 - i));
            smoothed[i] = losses.subList(i - near, i + near + 1).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
        }
        return smoothed;
    }
}
