package bottega.training.optimisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import bottega.common.training.OptimiserSettings;
import bottega.networks.weights.SafeTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradient descent with momentum (Polyak 1964) or Nesterov's (Sutskever, Martens, Dahl, Hinton 2013), in PyTorch's form:
 * the learning rate is outside the velocity, so that a change of the rate acts at once.
 *
 * <pre>
 * g = gradient + decay w
 * v = momentum v + g
 * w = w - rate v                     Nesterov: w - rate (g + momentum v)
 * </pre>
 */
final class Sgd implements Optimiser {
    private static final String VELOCITY = "sgd.velocity.";

    private final List<Weight> weights;
    private final Map<String, NDArray> velocities = new LinkedHashMap<>();
    private final boolean withMomentum;
    private final boolean nesterov;
    private final boolean withDecay;
    /** Scalars in the engine's memory, made once. */
    private final NDArray momentum;

    private final NDArray decay;
    private final NDManager manager;
    private long steps;

    Sgd(List<Weight> weights, OptimiserSettings.Sgd settings) {
        this.weights = List.copyOf(weights);
        manager = weights.getFirst().array().getManager();
        withMomentum = settings.momentum() != 0;
        nesterov = settings.nesterov();
        withDecay = settings.weightDecay() != 0;
        momentum = manager.create(settings.momentum().floatValue());
        decay = manager.create(settings.weightDecay().floatValue());
        if (withMomentum) {
            weights.forEach(
                    weight -> velocities.put(weight.name(), weight.array().zerosLike()));
        }
    }

    @Override
    public void step(double learningRate) {
        steps++;
        try (NDArray rate = manager.create((float) learningRate)) {
            weights.forEach(weight -> step(weight, rate));
        }
    }

    private void step(Weight weight, NDArray rate) {
        // A second array over the same values, of which the engine keeps no history.
        try (NDArray values = weight.array().stopGradient();
                NDArray gradient = weight.array().getGradient()) {
            if (withDecay && weight.decays()) {
                addProduct(gradient, values, decay);
            }
            NDArray direction = gradient;
            if (withMomentum) {
                NDArray velocity = velocities.get(weight.name());
                velocity.muli(momentum).addi(gradient);
                if (nesterov) {
                    addProduct(gradient, velocity, momentum);
                } else {
                    direction = velocity;
                }
            }
            try (NDArray change = direction.mul(rate)) {
                values.subi(change);
            }
            gradient.subi(gradient);
        }
    }

    private static void addProduct(NDArray target, NDArray array, NDArray factor) {
        try (NDArray product = array.mul(factor)) {
            target.addi(product);
        }
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public void save(Map<String, NDArray> tensors) {
        velocities.forEach((name, velocity) -> tensors.put(VELOCITY + name, velocity));
    }

    @Override
    public void load(SafeTensors saved, long savedSteps, NDManager from) {
        steps = savedSteps;
        velocities.forEach((name, velocity) -> SavedArrays.copy(saved, VELOCITY + name, velocity, from));
    }
}
