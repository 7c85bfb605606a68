package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import bottega.common.training.FrozenEpochs;
import bottega.common.training.OptimiserSettings;
import bottega.common.training.Start;
import bottega.networks.weights.SafeTensors;
import bottega.training.optimisation.Optimiser;
import bottega.training.optimisation.Weight;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The weights and what steps them. In transfer learning the {@link Head} and the backbone have an optimiser each: the
 * backbone's rate may be another (Howard, Ruder 2018, "Universal Language Model Fine-tuning for Text Classification",
 * section 3.2), and it begins when the backbone thaws, because moments of zero after many steps would be taken for tiny
 * gradients, and Adam's first steps would be too large.
 *
 * <p>A frozen network with batch normalisation is trained in evaluation mode as a whole, dropout included: statistics of
 * this data set's batches would change what the frozen layers compute (Keras does the same; PyTorch leaves it to the
 * user). One without goes on as ever.
 */
final class TrainedWeights {
    private static final String THAWED_STEPS = "thawedOptimiserSteps";

    private final Block network;
    private final OptimiserSettings settings;
    private final FrozenEpochs frozen;
    private final List<Weight> all;
    /** Empty where all began at random. */
    private final List<Parameter> backbone;

    private final Set<String> head;
    private final double backboneRate;
    private final boolean normalises;
    /** Of the head's weights, or of all where all began at random. */
    private final Optimiser optimiser;
    /** Of the backbone's weights; null while they are frozen, and where all began at random. */
    private Optimiser thawed;
    /** Those that have a gradient, in the network's order. */
    private List<Weight> active;

    /** @param start null where all begin at random */
    TrainedWeights(Block network, Start start, OptimiserSettings settings) {
        this.network = network;
        this.settings = settings;
        frozen = start == null ? FrozenEpochs.none() : start.frozenEpochs();
        backboneRate = start == null ? 1 : start.backboneRate();
        all = Weight.of(network);
        Set<Parameter> last = Head.of(network);
        List<Parameter> parameters = network.getParameters().values();
        backbone = start == null
                ? List.of()
                : parameters.stream()
                        .filter(each -> each.requiresGradient() && !last.contains(each))
                        .toList();
        normalises = parameters.stream().anyMatch(each -> each.getType() == Parameter.Type.RUNNING_MEAN);
        freeze(true);
        head = active.stream().map(Weight::name).collect(Collectors.toUnmodifiableSet());
        optimiser = Optimiser.of(settings, active);
    }

    private void freeze(boolean freeze) {
        backbone.forEach(parameter -> parameter.freeze(freeze));
        active = Weight.of(network);
    }

    /** Thaws the backbone where its time has come. */
    void beginEpoch(int epoch) {
        if (isFrozen() && !frozen.contains(epoch)) {
            thaw();
        }
    }

    private boolean isFrozen() {
        return !backbone.isEmpty() && thawed == null;
    }

    private void thaw() {
        freeze(false);
        thawed = Optimiser.of(
                settings,
                active.stream().filter(weight -> !head.contains(weight.name())).toList());
    }

    /** Frozen ones too. */
    List<Weight> all() {
        return all;
    }

    List<Weight> active() {
        return active;
    }

    /** Whether batch normalisation and dropout work as in training. */
    boolean inTrainingMode() {
        return !(isFrozen() && normalises);
    }

    void step(double learningRate) {
        optimiser.step(learningRate);
        if (thawed != null) {
            thawed.step(learningRate * backboneRate);
        }
    }

    long steps() {
        return optimiser.steps();
    }

    void save(Map<String, NDArray> tensors, Map<String, String> metadata) {
        optimiser.save(tensors);
        if (thawed != null) {
            thawed.save(tensors);
            metadata.put(THAWED_STEPS, Long.toString(thawed.steps()));
        }
    }

    void load(SafeTensors saved, long steps, NDManager manager) {
        optimiser.load(saved, steps, manager);
        String thawedSteps = saved.metadata().get(THAWED_STEPS);
        if (thawedSteps == null) {
            thawed = null;
            freeze(true);
            return;
        }
        if (isFrozen()) {
            thaw();
        }
        thawed.load(saved, Long.parseLong(thawedSteps), manager);
    }
}
