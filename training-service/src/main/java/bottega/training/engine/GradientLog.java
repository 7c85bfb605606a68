package bottega.training.engine;

import bottega.training.optimisation.GradientNorms;
import bottega.training.optimisation.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * How large the gradient was at each weight matrix and kernel, epoch by epoch: the root mean square of its elements, so that
 * layers of different sizes can be held against each other, averaged over the epoch's steps. Biases and normalisation's
 * parameters are left out.
 */
final class GradientLog {
    private final SequencedMap<String, Double> scaleOfNorm = new LinkedHashMap<>();
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private final SequencedMap<String, List<Double>> epochs = new LinkedHashMap<>();
    private int steps;

    /** @param weights in the network's order */
    GradientLog(List<Weight> weights) {
        for (Weight weight : weights) {
            boolean matrixOrKernel = weight.decays();
            if (matrixOrKernel) {
                scaleOfNorm.put(weight.name(), 1 / Math.sqrt(weight.array().size()));
                epochs.put(weight.name(), new ArrayList<>());
            }
        }
    }

    /** Forgets what an epoch that was broken off left. */
    void beginEpoch() {
        sums.clear();
        steps = 0;
    }

    void add(GradientNorms norms) {
        steps++;
        scaleOfNorm.forEach((name, scale) -> {
            Double norm = norms.byWeight().get(name);
            if (norm != null) {
                sums.merge(name, norm * scale, Double::sum);
            }
        });
    }

    void endEpoch() {
        epochs.forEach((name, figures) -> {
            Double sum = sums.get(name);
            figures.add(sum == null ? null : sum / steps);
        });
    }

    /** By weight, from the first layer to the last; one figure an epoch, null for one in which it was frozen. */
    SequencedMap<String, List<Double>> epochs() {
        return Collections.unmodifiableSequencedMap(epochs);
    }

    /** Without those that were ever frozen. */
    SequencedMap<String, List<Double>> ofEveryEpoch() {
        var whole = new LinkedHashMap<>(epochs);
        whole.values().removeIf(figures -> figures.contains(null));
        return whole;
    }

    void restore(Map<String, List<Double>> saved) {
        saved.forEach((name, figures) -> epochs.put(name, new ArrayList<>(figures)));
    }
}
