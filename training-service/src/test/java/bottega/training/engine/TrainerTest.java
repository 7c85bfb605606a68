package bottega.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.pytorch.jni.JniUtils;
import bottega.common.augmentation.Preset;
import bottega.common.training.ClassWeights;
import bottega.common.training.EarlyStopping;
import bottega.common.training.EpochMetrics;
import bottega.common.training.FrozenEpochs;
import bottega.common.training.LossSettings;
import bottega.common.training.OptimiserSettings;
import bottega.common.training.RunParameters;
import bottega.common.training.ScheduleSettings;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.weights.SafeTensors;
import bottega.networks.zoo.ImageInput;
import bottega.networks.zoo.NetworkType;
import bottega.networks.zoo.Preprocessing;
import bottega.training.optimisation.LearningRates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two classes, horizontal and vertical stripes at random phase: no linear model can tell them apart. */
class TrainerTest {
    private static final int SIZE = StripedPictures.SIZE;

    @TempDir
    private Path folder;

    private PreparedPictures pictures;

    @BeforeEach
    void draw() throws IOException {
        pictures = StripedPictures.draw(folder);
    }

    @AfterEach
    void close() {
        pictures.close();
    }

    @Test
    void leNetLearnsWhatALinearModelCannot() {
        try (var lenet = trainer(NetworkType.LENET, 1e-3, 5);
                var linear = trainer(NetworkType.LINEAR, 1e-3, 5)) {
            epochs(lenet, 6);
            epochs(linear, 6);
            assertTrue(lenet.best().accuracy() > 0.95, lenet.history().toString());
            assertTrue(linear.best().accuracy() < 0.8, linear.history().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "LENET", "RESNET8"})
    void aRunTakenUpFromItsCheckpointEndsAtTheSameWeights(NetworkType type) throws IOException {
        checkResumption(() -> type.create(2), parameters().seed(11).build());
    }

    /** Taken up after the first of three epochs: before the backbone thaws, right as it thaws, and frozen for good. */
    @ParameterizedTest
    @CsvSource({"LENET, 1", "LENET, 2", "RESNET8, 1", "RESNET8, 2", "RESNET8, all"})
    void aRunTakenUpAcrossTheThawEndsAtTheSameWeights(NetworkType type, String frozen) throws IOException {
        checkResumption(() -> type.create(2), frozen(frozen).build());
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void aRunTakenUpAfterTheThawEndsAtTheSameWeights(OptimiserSettings optimiser) throws IOException {
        Path half = folder.resolve("half.safetensors");
        Path uninterrupted = folder.resolve("uninterrupted.safetensors");
        Path resumed = folder.resolve("resumed.safetensors");
        RunParameters parameters =
                frozen("1").optimiser(optimiser).clipNorm(1.0).build();
        try (var trainer = trainer(withDropout(), parameters)) {
            epochs(trainer, 2);
            trainer.save(half);
            epochs(trainer, 1);
            trainer.save(uninterrupted);
        }
        try (var trainer = trainer(withDropout(), parameters)) {
            trainer.restore(half);
            epochs(trainer, 1);
            trainer.save(resumed);
        }
        var expected = tensors(uninterrupted);
        var received = tensors(resumed);
        assertEquals(expected.keySet(), received.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, received.get(name), name));
    }

    /** Running statistics of batch normalisation too. */
    @ParameterizedTest
    @CsvSource({"LENET, 2", "RESNET8, 2"})
    void nothingButTheHeadChangesWhileItIsFrozenAndEverythingAfterwards(NetworkType type, int frozen)
            throws IOException {
        try (var trainer =
                trainer(type.create(2), frozen(Integer.toString(frozen)).build())) {
            List<String> head = Head.names(trainer.network());
            assertEquals(2, head.size(), head.toString());
            var before = weights(trainer);
            epochs(trainer, frozen);
            var thawing = weights(trainer);
            before.forEach((name, values) ->
                    assertEquals(!head.contains(name), Arrays.equals(values, thawing.get(name)), name));
            assertNull(trainer.gradients().firstEntry().getValue().getLast());
            epochs(trainer, 1);
            weights(trainer).forEach((name, values) -> assertFalse(Arrays.equals(values, thawing.get(name)), name));
            assertTrue(trainer.gradients().firstEntry().getValue().getLast() > 0);
            trainer.gradients().values().forEach(figures -> assertEquals(frozen + 1, figures.size()));
        }
    }

    /** Adam's first step has the length of the rate, so a stale count of steps would show: it would be three times that. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 0.1", "0, 0.1"})
    void theBackbonesWeightsBeginWithAStepOfTheirRate(int frozen, double backboneRate) throws IOException {
        double rate = 1e-3;
        RunParameters parameters = frozen(Integer.toString(frozen))
                .start(new FrozenEpochs(frozen), backboneRate)
                .batchSize(180)
                .learningRate(rate)
                .build();
        try (var trainer = trainer(NetworkType.LENET.create(2), parameters)) {
            assertEquals(1, trainer.batches());
            epochs(trainer, frozen);
            var before = weights(trainer);
            String first = before.keySet().iterator().next();
            epochs(trainer, 1);
            float[] after = weights(trainer).get(first);
            double largest = 0;
            for (int i = 0; i < after.length; i++) {
                largest = Math.max(largest, Math.abs(after[i] - before.get(first)[i]));
            }
            // float32 weights of some tenths
            assertEquals(rate * backboneRate, largest, 1e-6);
        }
    }

    private Map<String, float[]> weights(Trainer trainer) throws IOException {
        Path file = folder.resolve("weights.safetensors");
        trainer.saveWeights(file);
        return new TreeMap<>(tensors(file));
    }

    private static Parameters frozen(String epochs) {
        return parameters()
                .seed(11)
                .frozen(epochs.equals("all") ? FrozenEpochs.all() : new FrozenEpochs(Integer.valueOf(epochs)));
    }

    static List<OptimiserSettings> optimisers() {
        return List.of(
                new OptimiserSettings.Sgd(0.0, false, 0.0),
                new OptimiserSettings.Sgd(0.0, false, 1e-3),
                new OptimiserSettings.Sgd(0.9, false, 1e-3),
                new OptimiserSettings.Sgd(0.9, true, 0.0),
                new OptimiserSettings.Adam(0.9, 0.999, 1e-8, 1e-3),
                new OptimiserSettings.AdamW(null, null, null, 0.1));
    }

    /** With dropout, and a rate that depends on the step. */
    @ParameterizedTest
    @MethodSource("optimisers")
    void everyOptimisersStateIsInTheCheckpoint(OptimiserSettings optimiser) throws IOException {
        RunParameters parameters = parameters()
                .seed(11)
                .optimiser(optimiser)
                .schedule(new ScheduleSettings.OneCycle(null, null, null))
                .loss(new LossSettings(0.1, new ClassWeights(Map.of("vertical", 2.0))))
                .clipNorm(1.0)
                .build();
        checkResumption(TrainerTest::withDropout, parameters);
    }

    @ParameterizedTest
    @CsvSource({"LENET, STRONG, 16", "RESNET8, LIGHT, 16", "LENET, LIGHT, 5"})
    void augmentedPicturesAreTheSameAfterACheckpoint(NetworkType type, Preset preset, int partSize) throws IOException {
        checkResumption(
                () -> type.create(2),
                parameters()
                        .seed(11)
                        .partSize(partSize)
                        .augmentation(preset.augmentation())
                        .build());
    }

    /** Stripes of eight pixels turned by a few degrees and made lighter or darker stay stripes. */
    @Test
    void leNetLearnsFromAugmentedPictures() {
        RunParameters parameters =
                parameters().augmentation(Preset.LIGHT.augmentation()).build();
        try (var lenet = trainer(NetworkType.LENET.create(2), parameters);
                var plain = trainer(NetworkType.LENET, 1e-3, 5)) {
            epochs(lenet, 6);
            epochs(plain, 1);
            assertTrue(lenet.best().accuracy() > 0.95, lenet.history().toString());
            assertNotEquals(
                    plain.history().getFirst().trainingLoss(),
                    lenet.history().getFirst().trainingLoss());
            for (EpochMetrics epoch : lenet.history()) {
                assertTrue(epoch.waitingShare() >= 0 && epoch.waitingShare() <= 1, epoch.toString());
            }
        }
    }

    @Test
    void aCancelledEpochLeavesNoThreadAndCanBeTrainedAgain() throws IOException {
        RunParameters parameters =
                parameters().augmentation(Preset.STRONG.augmentation()).build();
        Path before = folder.resolve("before.safetensors");
        try (var trainer = trainer(NetworkType.LENET.create(2), parameters)) {
            trainer.save(before);
            assertThrows(
                    CancellationException.class,
                    () -> trainer.trainEpoch(progress -> {
                        if (progress.batch() == 3) {
                            throw new CancellationException();
                        }
                    }));
            ExampleFeedTest.assertNoFeedThreads();
            trainer.restore(before);
            epochs(trainer, 1);
            assertEquals(1, trainer.history().size());
        }
        ExampleFeedTest.assertNoFeedThreads();
    }

    private static Block withDropout() {
        return new Sequence()
                .add(new ImageInput(Preprocessing.IMAGENET))
                .add("conv", Layers.convolution(8, 5, 2, 0, true))
                .add(Layers.batchNorm())
                .add(Layers.relu())
                .add(Layers.flatten())
                .add(Layers.dropout(0.5f))
                .add("fc", Layers.linear(2));
    }

    private void checkResumption(Supplier<Block> network, RunParameters parameters) throws IOException {
        Path uninterrupted = folder.resolve("uninterrupted.safetensors");
        try (var trainer = trainer(network.get(), parameters)) {
            epochs(trainer, 3);
            trainer.save(uninterrupted);
        }
        Path half = folder.resolve("half.safetensors");
        try (var trainer = trainer(network.get(), parameters)) {
            epochs(trainer, 1);
            trainer.save(half);
        }
        Path resumed = folder.resolve("resumed.safetensors");
        try (var trainer = trainer(network.get(), parameters)) {
            trainer.restore(half);
            assertEquals(1, trainer.history().size());
            epochs(trainer, 2);
            trainer.save(resumed);
        }
        var expected = tensors(uninterrupted);
        var received = tensors(resumed);
        assertEquals(expected.keySet(), received.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, received.get(name), name));
        assertTrue(Files.mismatch(half, resumed) >= 0);
    }

    /** Weights, running statistics and the optimiser's state. */
    private static Map<String, float[]> tensors(Path checkpoint) throws IOException {
        try (SafeTensors saved = SafeTensors.open(checkpoint)) {
            return saved.tensors().keySet().stream().collect(Collectors.toMap(Function.identity(), saved::readFloats));
        }
    }

    @Test
    void partsOfABatchAddUpToTheWhole() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        Path divided = folder.resolve("divided.safetensors");
        for (var each : Map.of(whole, 180, divided, 7).entrySet()) {
            RunParameters parameters = parameters()
                    .batchSize(180)
                    .partSize(each.getValue())
                    .learningRate(0.05)
                    .optimiser(new OptimiserSettings.Sgd(0.9, false, 1e-3))
                    .loss(new LossSettings(0.1, new ClassWeights(Map.of("vertical", 3.0))))
                    .build();
            try (var trainer = trainer(NetworkType.LENET.create(2), parameters)) {
                assertEquals(1, trainer.batches());
                epochs(trainer, 3);
                trainer.save(each.getKey());
            }
        }
        var expected = tensors(whole);
        var received = tensors(divided);
        // Three steps; sums of 180 float32 terms in another order.
        expected.forEach((name, values) -> assertArrayEquals(values, received.get(name), 2e-5f, name));
    }

    @Test
    void gradientBySampleLearnsTheStripes() {
        RunParameters parameters = parameters()
                .batchSize(1)
                .learningRate(0.005)
                .optimiser(new OptimiserSettings.Sgd(null, null, null))
                .build();
        try (var trainer = trainer(NetworkType.LENET.create(2), parameters)) {
            assertEquals(180, trainer.batches());
            epochs(trainer, 6);
            assertTrue(trainer.best().accuracy() > 0.9, trainer.history().toString());
        }
    }

    /** An absurd patience of one epoch, and a rate so low that nothing can improve by half. */
    @Test
    void aRunThatDoesNotImproveStopsEarlyAndKeepsItsBestEpoch() {
        RunParameters parameters = parameters()
                .epochs(50)
                .learningRate(1e-9)
                .earlyStopping(new EarlyStopping(EarlyStopping.Metric.LOSS, 2, 0.5))
                .build();
        try (var trainer = trainer(NetworkType.LENET.create(2), parameters)) {
            while (!trainer.finished()) {
                epochs(trainer, 1);
            }
            assertEquals(3, trainer.history().size());
            double least = trainer.history().stream()
                    .mapToDouble(EpochMetrics::loss)
                    .min()
                    .orElseThrow();
            assertEquals(least, trainer.best().loss());
        }
    }

    @Test
    void theListenerStopsADividedBatchBetweenItsParts() {
        RunParameters parameters = parameters().batchSize(180).partSize(20).build();
        try (var trainer = trainer(NetworkType.LENET.create(2), parameters)) {
            var listener = new TrainingListener() {
                private int pauses;

                @Override
                public void trained(BatchProgress progress) {
                    throw new AssertionError("the batch was to be stopped");
                }

                @Override
                public void paused() {
                    pauses++;
                    if (pauses == 3) {
                        throw new CancellationException();
                    }
                }
            };
            assertThrows(CancellationException.class, () -> trainer.trainEpoch(listener));
        }
    }

    @Test
    void theRateOfEveryStepIsReported() {
        RunParameters parameters = parameters()
                .epochs(2)
                .schedule(new ScheduleSettings.Cosine(null, 3))
                .build();
        var reported = new ArrayList<Double>();
        try (var trainer = trainer(NetworkType.LINEAR.create(2), parameters)) {
            var rates = new LearningRates(parameters.schedule(), 1e-3, trainer.batches(), 2L * trainer.batches());
            for (int epoch = 0; epoch < 2; epoch++) {
                EpochMetrics metrics = trainer.trainEpoch(progress -> {
                    reported.add(progress.learningRate());
                    assertTrue(progress.gradientNorm() > 0);
                });
                assertEquals(reported.getLast(), metrics.learningRate());
            }
            assertEquals(2 * trainer.batches(), reported.size());
            for (int step = 0; step < reported.size(); step++) {
                assertEquals(rates.at(step), reported.get(step));
            }
        }
    }

    @Test
    void anotherSeedGivesOtherWeights() throws IOException {
        Path one = folder.resolve("one.safetensors");
        Path other = folder.resolve("other.safetensors");
        for (var seeded : List.of(new Object[] {one, 1L}, new Object[] {other, 2L})) {
            try (var trainer = trainer(NetworkType.LENET, 1e-3, (long) seeded[1])) {
                trainer.saveWeights((Path) seeded[0]);
            }
        }
        assertTrue(Files.mismatch(one, other) >= 0);
    }

    /** The engine keeps it on every thread but the one that loaded it, unless it is told otherwise. */
    @Test
    void measuringKeepsNoHistoryForGradientsOnAnyThread() throws Exception {
        TorchEngine.get();
        var kept = new ArrayList<Boolean>();
        Block network = new Sequence()
                .add(new ImageInput(Preprocessing.IMAGENET))
                .add(Layers.flatten())
                .add("fc", Layers.linear(2))
                .add(LambdaBlock.singleton(
                        array -> {
                            kept.add(JniUtils.isGradMode());
                            return array;
                        },
                        "probe"));
        try (var pool = Executors.newSingleThreadExecutor()) {
            pool.submit(() -> {
                        try (var trainer = trainer(network, parameters().build())) {
                            epochs(trainer, 1);
                        }
                    })
                    .get();
        }
        assertTrue(kept.contains(true), "while it is trained there is a history");
        assertFalse(kept.getLast(), "the last pictures of an epoch are measured only");
    }

    @Test
    void anAbsurdLearningRateIsSaidToDiverge() {
        try (var trainer = trainer(NetworkType.LENET, 1e30, 5)) {
            var diverged = assertThrows(DivergedException.class, () -> epochs(trainer, 5));
            assertTrue(
                    diverged.getMessage().matches("the (loss|gradient) became .* in epoch 1, batch \\d+, first at .*"),
                    diverged.getMessage());
            assertFalse(Double.isFinite(diverged.value()));
        }
    }

    private static void epochs(Trainer trainer, int count) {
        for (int i = 0; i < count; i++) {
            EpochMetrics metrics = trainer.trainEpoch(_ -> {});
            assertTrue(metrics.picturesPerSecond() > 0);
        }
    }

    private Trainer trainer(NetworkType type, double learningRate, long seed) {
        return trainer(
                type.create(2),
                parameters().learningRate(learningRate).seed(seed).build());
    }

    private Trainer trainer(Block network, RunParameters parameters) {
        return new Trainer(
                network, List.of("horizontal", "vertical"), parameters, pictures, Splits.of(pictures, 2, parameters));
    }

    private static Parameters parameters() {
        return new Parameters().epochs(6).inputSize(SIZE);
    }
}
