package bottega.training.optimisation;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import bottega.networks.layer.ParameterNames;
import java.util.List;

/**
 * An array that is trained.
 *
 * @param decays whether weight decay is for it: the weights of convolutions and linear layers. Biases and the scale and
 *     shift of normalisations are left alone, as they do not make a function steeper (Goodfellow et al. 2016, section
 *     7.1; He et al. 2019, "Bag of Tricks", section 3.1)
 */
public record Weight(String name, NDArray array, boolean decays) {
    /** Of an initialised network, in its own order; parameters that need no gradient are not among them. */
    public static List<Weight> of(Block network) {
        return ParameterNames.of(network).entrySet().stream()
                .filter(entry -> entry.getValue().requiresGradient())
                .map(entry -> new Weight(
                        entry.getKey(),
                        entry.getValue().getArray(),
                        entry.getValue().getType() == Parameter.Type.WEIGHT))
                .toList();
    }
}
