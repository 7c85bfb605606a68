package bottega.training.optimisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Euclidean norms of the gradients that weights hold.
 *
 * @param byWeight in the network's order, unmodifiable
 * @param whole of all of them as one vector
 */
public record GradientNorms(Map<String, Double> byWeight, double whole) {
    /** PyTorch's; keeps a gradient of zeros from a division by zero. */
    private static final double EPSILON = 1e-6;

    public static GradientNorms of(List<Weight> weights) {
        float[] norms;
        try (var each = new NDList(weights.size())) {
            for (Weight weight : weights) {
                try (NDArray gradient = weight.array().getGradient()) {
                    each.add(gradient.norm());
                }
            }
            // One transfer from the device for all.
            try (NDArray stacked = NDArrays.stack(each)) {
                norms = stacked.toFloatArray();
            }
        }
        var byWeight = new LinkedHashMap<String, Double>();
        double squares = 0;
        for (int i = 0; i < norms.length; i++) {
            byWeight.put(weights.get(i).name(), (double) norms[i]);
            squares += (double) norms[i] * norms[i];
        }
        return new GradientNorms(Collections.unmodifiableMap(byWeight), Math.sqrt(squares));
    }

    /** The first weight whose gradient is infinite or no number. */
    public Optional<String> firstNotFinite() {
        return byWeight.entrySet().stream()
                .filter(entry -> !Double.isFinite(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Shortens the whole gradient to {@code most} where it is longer (Pascanu, Mikolov, Bengio 2013, algorithm 1).
     *
     * @param weights those that these norms are of
     */
    public void clip(List<Weight> weights, double most) {
        double factor = most / (whole + EPSILON);
        if (factor >= 1) {
            return;
        }
        try (NDArray scale = weights.getFirst().array().getManager().create((float) factor)) {
            for (Weight weight : weights) {
                try (NDArray gradient = weight.array().getGradient()) {
                    gradient.muli(scale);
                }
            }
        }
    }
}
