package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.common.training.EpochMetrics;
import bottega.common.training.RunParameters;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.ParameterNames;
import bottega.networks.weights.SafeTensors;
import bottega.training.diagnosis.Evidence;
import bottega.training.engine.Randomness.Purpose;
import bottega.training.engine.TrainingStep.Measured;
import bottega.training.engine.TrainingStep.Outcome;
import bottega.training.engine.TrainingStep.Place;
import bottega.training.engine.TrainingStep.Trained;
import bottega.training.optimisation.LearningRates;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.LongToDoubleFunction;

/**
 * Trains one network by batches. An epoch depends on the weights, the optimiser's state, the seed and its number, and on
 * nothing else, so a run taken up from a checkpoint ends at the same weights, bit for bit, as one that was never
 * interrupted. Not thread-safe: everything on one thread.
 */
public final class Trainer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunParameters parameters;
    private final LabelledExamples examples;
    private final Split split;
    private final NDManager manager;
    private final Block network;
    private final TrainedWeights weights;
    /** By step, from 0. */
    private final LongToDoubleFunction rates;

    private final TrainingStep step;
    private final History history;
    private final GradientLog gradients;
    private final List<String> labels;
    /** Opened by the first epoch; null before. */
    private ExampleFeed feed;

    /**
     * @param network not initialised yet: inputs {@code [N, shape]} of the examples to logits {@code [N, classes]}
     * @param labels of the classes, in the order of the logits
     */
    public Trainer(
            Block network, List<String> labels, RunParameters parameters, LabelledExamples examples, Split split) {
        this(network, labels, parameters, examples, split, InitialWeights.RANDOM);
    }

    /** @param initial of a run that is to be restored, they play no part */
    public Trainer(
            Block network,
            List<String> labels,
            RunParameters parameters,
            LabelledExamples examples,
            Split split,
            InitialWeights initial) {
        this(network, labels, parameters, examples, split, initial, null);
    }

    /** @param rates by step, from 0; null for those of the parameters */
    Trainer(
            Block network,
            List<String> labels,
            RunParameters parameters,
            LabelledExamples examples,
            Split split,
            InitialWeights initial,
            LongToDoubleFunction rates) {
        this.parameters = parameters;
        this.examples = examples;
        this.network = network;
        this.labels = List.copyOf(labels);
        this.split = split;
        manager = TorchEngine.newManager();
        TorchEngine.keepNoHistory();
        seedEngine(Purpose.INITIAL_WEIGHTS, 0);
        network.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(examples.shape()));
        try {
            examples.introduce(network, split.training());
            initial.into(network);
        } catch (Throwable e) {
            manager.close();
            throw e;
        }
        weights = new TrainedWeights(network, parameters.start(), parameters.optimiser());
        this.rates = Objects.requireNonNullElseGet(rates, this::scheduled);
        step = new TrainingStep(
                network,
                examples,
                manager,
                weights,
                Objective.of(parameters.loss(), examples.targets(), labels),
                parameters.clipNorm(),
                parameters.partSize());
        history = new History(parameters.earlyStopping());
        gradients = new GradientLog(weights.all());
    }

    private LongToDoubleFunction scheduled() {
        return new LearningRates(
                        parameters.schedule(),
                        parameters.learningRate(),
                        batches(),
                        (long) parameters.epochs() * batches())::at;
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
        return history.epochs();
    }

    public int batches() {
        return Math.ceilDiv(split.training().length, parameters.batchSize());
    }

    /** Indices of the examples that it learns from. */
    public int[] training() {
        return split.training().clone();
    }

    public int trainingPictures() {
        return split.training().length;
    }

    /** The epoch whose weights are to be kept. */
    public EpochMetrics best() {
        return history.best();
    }

    /** Whether all epochs are done, or early stopping asks for no more. */
    public boolean finished() {
        return history.size() >= parameters.epochs() || history.stopsEarly();
    }

    /**
     * Trains the epoch after the last one of {@link #history} and measures.
     *
     * @throws DivergedException when the loss or a gradient is no number any more
     */
    public EpochMetrics trainEpoch(TrainingListener listener) {
        int epoch = history.size() + 1;
        Epoch trained = trainBatches(epoch, listener);
        Measured validation = step.measure(split.validation(), listener);
        if (!Double.isFinite(validation.crossEntropy())) {
            throw new DivergedException(
                    "validation loss", validation.crossEntropy(), epoch, batches(), "the output after the last step");
        }
        var metrics = new EpochMetrics(
                epoch,
                trained.loss(),
                trained.accuracy(),
                validation.crossEntropy(),
                validation.accuracy(),
                trained.picturesPerSecond(),
                trained.waitingShare(),
                trained.learningRate(),
                trained.gradientNorm(),
                validation.meanAveragePrecision());
        history.add(metrics);
        gradients.endEpoch();
        return metrics;
    }

    /** What an epoch's batches came to. */
    private record Epoch(
            double loss,
            double accuracy,
            double picturesPerSecond,
            double waitingShare,
            double learningRate,
            double gradientNorm) {}

    /** One pass over the training pictures, or the beginning of one where the listener asks for no more. */
    Epoch trainBatches(int epoch, TrainingListener listener) {
        seedEngine(Purpose.ENGINE, epoch);
        weights.beginEpoch(epoch);
        openFeed(epoch);
        gradients.beginEpoch();
        double lossSum = 0;
        double normSum = 0;
        double rate = 0;
        long right = 0;
        int seen = 0;
        int batch = 0;
        long start = System.nanoTime();
        try {
            while (batch < batches() && listener.goesOn()) {
                batch++;
                int[] indices = feed.batch();
                rate = rates.applyAsDouble(weights.steps());
                Trained trained = step.train(indices, feed, rate, new Place(epoch, batch), listener);
                Outcome outcome = trained.outcome();
                double norm = trained.gradients().whole();
                gradients.add(trained.gradients());
                seen += indices.length;
                lossSum += outcome.crossEntropy() * indices.length;
                normSum += norm;
                right += outcome.right();
                listener.trained(new BatchProgress(
                        batch,
                        outcome.objective(),
                        lossSum / seen,
                        accuracy(right, seen),
                        perSecond(seen, start),
                        rate,
                        norm));
            }
        } catch (Throwable e) {
            closeFeed();
            throw e;
        }
        double waiting = feed.takeWaitedNanos() / Math.max(1.0, System.nanoTime() - start);
        return new Epoch(lossSum / seen, accuracy(right, seen), perSecond(seen, start), waiting, rate, normSum / batch);
    }

    private void openFeed(int epoch) {
        if (feed == null) {
            feed = new ExampleFeed(
                    examples,
                    examples.varied(parameters.augmentation(), parameters.seed()),
                    new ExampleFeed.Epochs(
                            each -> split.order(parameters.seed(), each),
                            parameters.batchSize(),
                            parameters.partSize(),
                            epoch),
                    ExampleFeed.threads(
                            Runtime.getRuntime().availableProcessors(),
                            !manager.getDevice().isGpu()));
        }
    }

    private void closeFeed() {
        if (feed != null) {
            feed.close();
            feed = null;
        }
    }

    private double accuracy(long right, int seen) {
        return (double) right / ((long) seen * step.answers());
    }

    private static double perSecond(int pictures, long startNanos) {
        return pictures / Math.max((System.nanoTime() - startNanos) * 1e-9, 1e-9);
    }

    /** {@code [examples][classes]}: what the network answers to the examples of these indices, in their order. */
    public float[][] probabilities(int[] indices, TrainingListener listener) {
        return step.probabilities(indices, listener);
    }

    /**
     * Root mean square of the gradient's elements, by weight matrix and kernel from the first layer to the last, one figure
     * an epoch; null for one in which it was frozen.
     */
    public SequencedMap<String, List<Double>> gradients() {
        return gradients.epochs();
    }

    /** What the epochs so far show. */
    public Evidence evidence() {
        return new Evidence(
                history.epochs().stream()
                        .map(epoch -> new Evidence.Epoch(
                                epoch.trainingLoss(),
                                epoch.trainingAccuracy(),
                                epoch.loss(),
                                epoch.accuracy(),
                                epoch.gradientNorm()))
                        .toList(),
                gradients.ofEveryEpoch(),
                labels,
                counts(split.training()),
                counts(split.validation()),
                split.training().length,
                split.validation().length,
                step.rankings(split.validation()),
                examples.duplicates(split.training(), split.validation()),
                split.test().length,
                examples.duplicates(split.training(), split.test()));
    }

    private List<Integer> counts(int[] indices) {
        return Arrays.stream(examples.targets().counts(indices, labels.size()))
                .boxed()
                .toList();
    }

    /** Held-out examples to compare an export on, of as many classes as there are; their indices. */
    public int[] differentExamples(int count) {
        int[] held = split.validation();
        int[] chosen = new int[count];
        // The validation examples are sorted by class, so equal strides walk through the classes.
        Arrays.setAll(chosen, i -> held[(int) ((long) i * held.length / count)]);
        return chosen;
    }

    /** Weights, optimiser and history as they are after the last epoch. */
    public void save(Path file) throws IOException {
        var tensors = parameters();
        var metadata = new HashMap<String, String>();
        weights.save(tensors, metadata);
        metadata.put("optimiserSteps", Long.toString(weights.steps()));
        metadata.put("history", json(history.epochs()));
        metadata.put("gradients", json(gradients.epochs()));
        SafeTensors.writeArrays(file, tensors, metadata);
    }

    /** The weights alone. */
    public void saveWeights(Path file) throws IOException {
        SafeTensors.writeArrays(file, parameters(), Map.of());
    }

    private Map<String, NDArray> parameters() {
        var tensors = new LinkedHashMap<String, NDArray>();
        ParameterNames.of(network).forEach((name, parameter) -> tensors.put(name, parameter.getArray()));
        return tensors;
    }

    /** Back to where {@link #save} was. */
    public void restore(Path file) throws IOException {
        closeFeed();
        try (SafeTensors saved = SafeTensors.open(file)) {
            Checkpoint.load(saved, network, manager);
            weights.load(saved, Long.parseLong(saved.metadata().get("optimiserSteps")), manager);
            history.restore(
                    JSON.readValue(saved.metadata().get("history"), new TypeReference<List<EpochMetrics>>() {}));
            gradients.restore(JSON.readValue(
                    saved.metadata().get("gradients"), new TypeReference<Map<String, List<Double>>>() {}));
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
        closeFeed();
    }
}
