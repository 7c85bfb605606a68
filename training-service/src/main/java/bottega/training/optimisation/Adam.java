package bottega.training.optimisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import bottega.common.training.OptimiserSettings;
import bottega.networks.weights.SafeTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma, Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1), with the decay in the gradient (L2)
 * or taken from the weights (AdamW; Loshchilov, Hutter 2019, algorithm 2). The step itself is the engine's; the moments
 * are ours, because DJL's own optimisers cannot save them.
 */
final class Adam implements Optimiser {
    private static final String MEAN = "adam.mean.";
    private static final String VARIANCE = "adam.variance.";

    private final List<Weight> weights;
    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private final Map<String, NDArray> variances = new LinkedHashMap<>();
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double weightDecay;
    private final boolean decoupled;
    private long steps;

    static Adam withL2(List<Weight> weights, OptimiserSettings.Adam settings) {
        return new Adam(weights, settings.beta1(), settings.beta2(), settings.epsilon(), settings.weightDecay(), false);
    }

    static Adam decoupled(List<Weight> weights, OptimiserSettings.AdamW settings) {
        return new Adam(weights, settings.beta1(), settings.beta2(), settings.epsilon(), settings.weightDecay(), true);
    }

    private Adam(
            List<Weight> weights, double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled) {
        this.weights = List.copyOf(weights);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
        this.decoupled = decoupled;
        for (Weight weight : weights) {
            means.put(weight.name(), weight.array().zerosLike());
            variances.put(weight.name(), weight.array().zerosLike());
        }
    }

    @Override
    public void step(double learningRate) {
        steps++;
        double meanCorrection = 1 - Math.pow(beta1, steps);
        double varianceCorrection = Math.sqrt(1 - Math.pow(beta2, steps));
        // The engine divides by sqrt(variance) + epsilon and corrects the rate instead; scaled so, epsilon is the
        // paper's.
        float corrected = (float) (learningRate * varianceCorrection / meanCorrection);
        float scaledEpsilon = (float) (epsilon * varianceCorrection);
        for (Weight weight : weights) {
            try (NDArray gradient = weight.array().getGradient()) {
                weight.array()
                        .getNDArrayInternal()
                        .adamUpdate(
                                new NDList(
                                        weight.array(),
                                        gradient,
                                        means.get(weight.name()),
                                        variances.get(weight.name())),
                                new NDList(weight.array()),
                                (float) learningRate,
                                corrected,
                                weight.decays() ? (float) weightDecay : 0,
                                1, // gradient scale
                                -1, // no clipping of single values
                                (float) beta1,
                                (float) beta2,
                                scaledEpsilon,
                                false, // lazy
                                decoupled);
            }
        }
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public void save(Map<String, NDArray> tensors) {
        means.forEach((name, mean) -> tensors.put(MEAN + name, mean));
        variances.forEach((name, variance) -> tensors.put(VARIANCE + name, variance));
    }

    @Override
    public void load(SafeTensors saved, long savedSteps, NDManager manager) {
        steps = savedSteps;
        means.forEach((name, mean) -> SavedArrays.copy(saved, MEAN + name, mean, manager));
        variances.forEach((name, variance) -> SavedArrays.copy(saved, VARIANCE + name, variance, manager));
    }
}
