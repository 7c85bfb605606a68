package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import bottega.common.training.EpochMetrics;
import bottega.common.training.RunParameters;
import bottega.networks.engine.TorchEngine;
import bottega.networks.weights.SafeTensors;
import bottega.networks.zoo.NetworkType;
import bottega.training.engine.Randomness.Purpose;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains one network by mini-batches with softmax cross-entropy and Adam. An epoch depends on the weights, the
 * optimiser's state, the seed and its number, and on nothing else, so a run taken up from a checkpoint ends at the same
 * weights, bit for bit, as one that was never interrupted. Not thread-safe: everything on one thread.
 */
public final class Trainer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunParameters parameters;
    private final PreparedPictures pictures;
    private final Split split;
    private final NDManager manager;
    private final Block network;
    private final ParameterStore store;
    private final Adam optimiser;
    private final Loss loss = new SoftmaxCrossEntropyLoss();
    private final List<EpochMetrics> history = new ArrayList<>();

    /** Told after each batch; may throw to stop the epoch. */
    @FunctionalInterface
    public interface BatchListener {
        /**
         * @param batch from 1
         * @param meanLoss of the epoch so far
         * @param accuracy of the epoch so far
         */
        void trained(int batch, double meanLoss, double accuracy, double picturesPerSecond);
    }

    public Trainer(NetworkType type, int classes, RunParameters parameters, PreparedPictures pictures) {
        this.parameters = parameters;
        this.pictures = pictures;
        int[] labels = new int[pictures.size()];
        Arrays.setAll(labels, pictures::label);
        split = Split.stratified(labels, classes, parameters.validationFraction(), parameters.seed());
        manager = TorchEngine.newManager();
        seedEngine(Purpose.INITIAL_WEIGHTS, 0);
        network = type.create(classes);
        int size = parameters.inputSize();
        network.initialize(manager, DataType.FLOAT32, new Shape(1, size, size, 3));
        store = new ParameterStore(manager, false);
        optimiser = new Adam(network.getParameters(), parameters.learningRate());
    }

    private void seedEngine(Purpose purpose, int index) {
        TorchEngine.get()
                .setRandomSeed(
                        Randomness.generator(parameters.seed(), purpose, index).nextInt());
    }

    public Block network() {
        return network;
    }

    public NDManager manager() {
        return manager;
    }

    /** Where it computes: {@code cpu()} or {@code gpu(0)}. */
    public String device() {
        return manager.getDevice().toString();
    }

    public List<EpochMetrics> history() {
        return List.copyOf(history);
    }

    public int batches() {
        return Math.ceilDiv(split.training().length, parameters.batchSize());
    }

    public int trainingPictures() {
        return split.training().length;
    }

    /** The epoch with the highest validation accuracy, then the lowest loss, then the earliest. */
    public EpochMetrics best() {
        EpochMetrics best = history.getFirst();
        for (EpochMetrics epoch : history) {
            if (epoch.accuracy() > best.accuracy()
                    || epoch.accuracy() == best.accuracy() && epoch.loss() < best.loss()) {
                best = epoch;
            }
        }
        return best;
    }

    /**
     * Trains the epoch after the last one of {@link #history} and measures.
     *
     * @throws DivergedException when the loss is no number any more
     */
    public EpochMetrics trainEpoch(BatchListener listener) {
        int epoch = history.size() + 1;
        seedEngine(Purpose.ENGINE, epoch);
        int[] order = split.order(parameters.seed(), epoch);
        double lossSum = 0;
        long right = 0;
        int seen = 0;
        long start = System.nanoTime();
        for (int batch = 1; batch <= batches(); batch++) {
            int[] indices = Arrays.copyOfRange(order, seen, Math.min(seen + parameters.batchSize(), order.length));
            Outcome outcome = trainBatch(indices);
            if (!Double.isFinite(outcome.loss())) {
                throw new DivergedException(epoch, batch, outcome.loss());
            }
            seen += indices.length;
            lossSum += outcome.loss() * indices.length;
            right += outcome.right();
            listener.trained(batch, lossSum / seen, (double) right / seen, perSecond(seen, start));
        }
        double pace = perSecond(seen, start);
        Outcome validation = validate();
        var metrics = new EpochMetrics(
                epoch,
                lossSum / seen,
                (double) right / seen,
                validation.loss(),
                (double) validation.right() / split.validation().length,
                pace);
        history.add(metrics);
        return metrics;
    }

    private static double perSecond(int pictures, long startNanos) {
        return pictures / Math.max((System.nanoTime() - startNanos) * 1e-9, 1e-9);
    }

    /** Mean loss, and how many answers were right. */
    private record Outcome(double loss, long right) {}

    private Outcome trainBatch(int[] indices) {
        try (NDManager step = manager.newSubManager()) {
            NDArray labels = pictures.labels(indices, step);
            NDArray input = pictures.pictures(indices, step);
            Outcome outcome;
            try (GradientCollector collector = TorchEngine.get().newGradientCollector()) {
                NDArray logits = network.forward(store, new NDList(input), true).singletonOrThrow();
                NDArray value = loss.evaluate(new NDList(labels), new NDList(logits));
                outcome = new Outcome(value.getFloat(), right(logits, labels));
                collector.backward(value);
            }
            optimiser.step();
            return outcome;
        }
    }

    private Outcome validate() {
        int[] indices = split.validation();
        double lossSum = 0;
        long right = 0;
        for (int start = 0; start < indices.length; start += parameters.batchSize()) {
            int[] batch = Arrays.copyOfRange(indices, start, Math.min(start + parameters.batchSize(), indices.length));
            try (NDManager step = manager.newSubManager()) {
                NDArray labels = pictures.labels(batch, step);
                NDArray logits = network.forward(store, new NDList(pictures.pictures(batch, step)), false)
                        .singletonOrThrow();
                lossSum += loss.evaluate(new NDList(labels), new NDList(logits)).getFloat() * batch.length;
                right += right(logits, labels);
            }
        }
        return new Outcome(lossSum / indices.length, right);
    }

    private static long right(NDArray logits, NDArray labels) {
        return logits.argMax(1).eq(labels).toType(DataType.INT64, false).sum().getLong();
    }

    /** Held-out pictures to compare an export on, of as many classes as there are; their indices. */
    public int[] differentPictures(int count) {
        int[] held = split.validation();
        int[] chosen = new int[count];
        // The validation pictures are sorted by class, so equal strides walk through the classes.
        Arrays.setAll(chosen, i -> held[(int) ((long) i * held.length / count)]);
        return chosen;
    }

    /** Weights, optimiser and history as they are after the last epoch. */
    public void save(Path file) throws IOException {
        var tensors = parameters();
        optimiser.save(tensors);
        SafeTensors.writeArrays(
                file, tensors, Map.of("optimiserSteps", Long.toString(optimiser.steps()), "history", json(history)));
    }

    /** The weights alone. */
    public void saveWeights(Path file) throws IOException {
        SafeTensors.writeArrays(file, parameters(), Map.of());
    }

    private Map<String, NDArray> parameters() {
        var tensors = new LinkedHashMap<String, NDArray>();
        network.getParameters()
                .forEach(entry -> tensors.put(entry.getKey(), entry.getValue().getArray()));
        return tensors;
    }

    /** Back to where {@link #save} was. */
    public void restore(Path file) throws IOException {
        try (SafeTensors saved = SafeTensors.open(file)) {
            Checkpoint.load(saved, network, manager);
            optimiser.load(saved, Long.parseLong(saved.metadata().get("optimiserSteps")), manager);
            history.clear();
            history.addAll(JSON.readValue(saved.metadata().get("history"), new TypeReference<List<EpochMetrics>>() {}));
        }
    }

    public void restoreWeights(Path file) throws IOException {
        try (SafeTensors saved = SafeTensors.open(file)) {
            Checkpoint.load(saved, network, manager);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers are always JSON", e);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
