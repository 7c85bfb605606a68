package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import bottega.networks.tap.Taps;
import bottega.training.judgement.Ranking;
import bottega.training.optimisation.GradientNorms;
import bottega.training.optimisation.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One step on one batch: forward and back through the network, part by part, then the optimiser's step along the sum of
 * the parts' gradients. The division into parts changes nothing but what batch normalisation sees, and dropout's draws.
 */
final class TrainingStep {
    private final Block network;
    private final LabelledExamples examples;
    private final NDManager manager;
    private final ParameterStore store;
    private final TrainedWeights weights;
    private final Objective objective;
    private final Double clipNorm;
    private final int partSize;

    /** @param clipNorm null for none */
    TrainingStep(
            Block network,
            LabelledExamples examples,
            NDManager manager,
            TrainedWeights weights,
            Objective objective,
            Double clipNorm,
            int partSize) {
        this.network = network;
        this.examples = examples;
        this.manager = manager;
        this.store = new ParameterStore(manager, false);
        this.weights = weights;
        this.objective = objective;
        this.clipNorm = clipNorm;
        this.partSize = partSize;
    }

    /**
     * @param objective mean over the batch of what is minimised
     * @param crossEntropy mean over the batch, without smoothing and class weights
     * @param right answers
     */
    record Outcome(double objective, double crossEntropy, long right) {}

    /**
     * @param crossEntropy mean
     * @param accuracy share of the answers that are right
     * @param meanAveragePrecision null where an example has one label
     */
    record Measured(double crossEntropy, double accuracy, Double meanAveragePrecision) {}

    /** @param gradients before clipping */
    record Trained(Outcome outcome, GradientNorms gradients) {}

    /** For the message, where it diverges. */
    record Place(int epoch, int batch) {}

    /**
     * @param batch the examples' indices
     * @param feed that has their parts next
     * @throws DivergedException before the weights are changed
     */
    Trained train(int[] batch, ExampleFeed feed, double learningRate, Place place, TrainingListener listener) {
        double total = objective.total(batch);
        double value = 0;
        double crossEntropy = 0;
        long right = 0;
        int done = 0;
        while (done < batch.length) {
            if (done > 0) {
                listener.paused();
            }
            // the arrays over a part's memory are closed before the part is
            try (ExampleFeed.Part part = feed.next();
                    NDManager step = manager.newSubManager();
                    GradientCollector collector = TorchEngine.get().newGradientCollector()) {
                done += part.indices().length;
                NDArray logits = network.forward(store, new NDList(part.array(step)), weights.inTrainingMode())
                        .singletonOrThrow();
                NDArray loss = objective.loss(logits, part.indices(), total);
                double partValue = loss.getFloat();
                if (!Double.isFinite(partValue)) {
                    throw new DivergedException("loss", partValue, place.epoch(), place.batch(), firstNotFinite(part));
                }
                value += partValue;
                crossEntropy += objective
                        .crossEntropy(logits, part.indices(), batch.length)
                        .getFloat();
                right += objective.right(logits, part.indices());
                collector.backward(loss);
            }
        }
        GradientNorms norms = GradientNorms.of(weights.active());
        if (!Double.isFinite(norms.whole())) {
            throw new DivergedException(
                    "gradient",
                    norms.whole(),
                    place.epoch(),
                    place.batch(),
                    norms.firstNotFinite().orElse("all layers together"));
        }
        if (clipNorm != null) {
            norms.clip(weights.active(), clipNorm);
        }
        weights.step(learningRate);
        return new Trained(new Outcome(value, crossEntropy, right), norms);
    }

    /** The network as it is, in evaluation mode. */
    Measured measure(int[] all, TrainingListener listener) {
        double crossEntropy = 0;
        long right = 0;
        var probabilities = new ArrayList<float[]>();
        for (MeasuredPart part : answers(all, listener, (part, logits) -> measured(part, logits, all.length))) {
            crossEntropy += part.crossEntropy();
            right += part.right();
            probabilities.addAll(part.probabilities());
        }
        return new Measured(
                crossEntropy,
                (double) right / ((long) all.length * objective.answers()),
                switch (objective) {
                    case SingleLabelObjective _ -> null;
                    case MultiLabelObjective multi ->
                        multi.meanAveragePrecision(all, probabilities.toArray(float[][]::new));
                });
    }

    /** @param probabilities where they are looked at, else empty */
    private record MeasuredPart(double crossEntropy, long right, List<float[]> probabilities) {}

    private MeasuredPart measured(int[] part, NDArray logits, int all) {
        return new MeasuredPart(
                objective.crossEntropy(logits, part, all).getFloat(),
                objective.right(logits, part),
                switch (objective) {
                    case SingleLabelObjective _ -> List.of();
                    case MultiLabelObjective _ -> List.of(rows(part, logits));
                });
    }

    /** {@code [pictures][classes]}: what the network answers, in evaluation mode. */
    float[][] probabilities(int[] all, TrainingListener listener) {
        return answers(all, listener, this::rows).stream()
                .flatMap(Arrays::stream)
                .toArray(float[][]::new);
    }

    /** By label, in evaluation mode; empty where an example has one label. */
    List<Ranking> rankings(int[] all) {
        return switch (objective) {
            case SingleLabelObjective _ -> List.of();
            case MultiLabelObjective multi -> multi.rankings(all, probabilities(all, _ -> {}));
        };
    }

    /** That one example asks for. */
    int answers() {
        return objective.answers();
    }

    private float[][] rows(int[] part, NDArray logits) {
        float[] values = objective.probabilities(logits).toFloatArray();
        int classes = values.length / part.length;
        float[][] rows = new float[part.length][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * classes, (i + 1) * classes));
        return rows;
    }

    /** What {@code reading} makes of each part's examples and logits, in evaluation mode. */
    private <R> List<R> answers(int[] all, TrainingListener listener, BiFunction<int[], NDArray, R> reading) {
        var answers = new ArrayList<R>();
        for (int start = 0; start < all.length; start += partSize) {
            int[] part = Arrays.copyOfRange(all, start, Math.min(start + partSize, all.length));
            listener.paused();
            try (NDManager step = manager.newSubManager()) {
                answers.add(reading.apply(
                        part,
                        network.forward(store, new NDList(examples.array(part, step)), false)
                                .singletonOrThrow()));
            }
        }
        return answers;
    }

    /** The first weight that is not finite, else the first tap of the network where these examples are not. */
    private String firstNotFinite(ExampleFeed.Part part) {
        Optional<String> weight = weights.all().stream()
                .filter(each -> !isFinite(each.array()))
                .map(Weight::name)
                .findFirst();
        if (weight.isPresent()) {
            return weight.get();
        }
        try (NDManager step = manager.newSubManager()) {
            var activations =
                    Taps.collect(() -> network.forward(store, new NDList(part.array(step)), weights.inTrainingMode()));
            return activations.entrySet().stream()
                    .filter(each -> !isFinite(each.getValue()))
                    .map(each -> each.getKey())
                    .findFirst()
                    .orElse("the output");
        }
    }

    private static boolean isFinite(NDArray array) {
        try (NDArray sizes = array.abs();
                NDArray largest = sizes.max()) {
            return Float.isFinite(largest.getFloat());
        }
    }
}
