package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import bottega.networks.weights.SafeTensors;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma, Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1) with beta1 0.9, beta2 0.999, epsilon
 * 1e-8. The step itself is the engine's; the moments are ours, because DJL's own optimiser cannot save them.
 */
final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final String MEAN = "adam.mean.";
    private static final String VARIANCE = "adam.variance.";

    private final float learningRate;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private final Map<String, NDArray> variances = new LinkedHashMap<>();
    private long steps;

    /** @param parameters by name; those that need no gradient are left alone */
    Adam(Iterable<Pair<String, Parameter>> parameters, double learningRate) {
        this.learningRate = (float) learningRate;
        for (Pair<String, Parameter> entry : parameters) {
            if (entry.getValue().requiresGradient()) {
                NDArray weight = entry.getValue().getArray();
                weights.put(entry.getKey(), weight);
                means.put(entry.getKey(), weight.zerosLike());
                variances.put(entry.getKey(), weight.zerosLike());
            }
        }
    }

    /** One step along the gradients that the weights hold, which are zero afterwards. */
    void step() {
        steps++;
        double meanCorrection = 1 - Math.pow(BETA1, steps);
        double varianceCorrection = 1 - Math.pow(BETA2, steps);
        float corrected = (float) (learningRate * Math.sqrt(varianceCorrection) / meanCorrection);
        weights.forEach((name, weight) -> {
            try (NDArray gradient = weight.getGradient()) {
                var inputs = new NDList(weight, gradient, means.get(name), variances.get(name));
                weight.getNDArrayInternal()
                        .adamUpdate(
                                inputs,
                                new NDList(weight),
                                learningRate,
                                corrected,
                                0, // weight decay
                                1, // gradient scale
                                -1, // no clipping
                                BETA1,
                                BETA2,
                                EPSILON,
                                false,
                                false);
            }
        });
    }

    long steps() {
        return steps;
    }

    void save(Map<String, NDArray> tensors) {
        means.forEach((name, mean) -> tensors.put(MEAN + name, mean));
        variances.forEach((name, variance) -> tensors.put(VARIANCE + name, variance));
    }

    void load(SafeTensors saved, long savedSteps, NDManager manager) {
        steps = savedSteps;
        means.forEach((name, mean) -> Checkpoint.copy(saved, MEAN + name, mean, manager));
        variances.forEach((name, variance) -> Checkpoint.copy(saved, VARIANCE + name, variance, manager));
    }
}
