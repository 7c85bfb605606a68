package bottega.training.optimisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import bottega.common.training.OptimiserSettings;
import bottega.networks.weights.SafeTensors;
import java.util.List;
import java.util.Map;

/** Steps along gradients. All that a step depends on beside weights and gradients can be saved and loaded. */
public sealed interface Optimiser permits Sgd, Adam {
    static Optimiser of(OptimiserSettings settings, List<Weight> weights) {
        return switch (settings) {
            case OptimiserSettings.Sgd sgd -> new Sgd(weights, sgd);
            case OptimiserSettings.Adam adam -> Adam.withL2(weights, adam);
            case OptimiserSettings.AdamW adamW -> Adam.decoupled(weights, adamW);
        };
    }

    /** One step along the gradients that the weights hold, which are zero afterwards. They have to be finite. */
    void step(double learningRate);

    /** Since the beginning of the run, over all attempts. */
    long steps();

    /** Adds the state, under names that begin with the optimiser's own. */
    void save(Map<String, NDArray> tensors);

    void load(SafeTensors saved, long savedSteps, NDManager manager);
}
