package bottega.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.judgement.Judgement;
import bottega.common.training.ClassWeights;
import bottega.common.training.EarlyStopping;
import bottega.common.training.EpochMetrics;
import bottega.common.training.LossSettings;
import bottega.common.training.RunParameters;
import bottega.networks.zoo.NetworkType;
import bottega.training.judgement.MultiLabelAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A border, a disc and stripes, each there or not. */
class MultiLabelTrainerTest {
    @TempDir
    private Path folder;

    private PreparedPictures pictures;

    @BeforeEach
    void draw() throws IOException {
        pictures = MultiLabelPictures.draw(folder, 240, 3, 0.5, 0.4, 0.3);
    }

    @AfterEach
    void close() {
        pictures.close();
    }

    @Test
    void leNetLearnsWhichThingsAreThere() {
        try (var trainer = trainer(parameters().epochs(8).build())) {
            train(trainer);
            EpochMetrics best = trainer.best();
            assertTrue(best.accuracy() > 0.95, trainer.history().toString());
            assertTrue(best.meanAveragePrecision() > 0.95, trainer.history().toString());
            assertEquals(
                    trainer.history().stream()
                            .max(Comparator.comparingDouble(EpochMetrics::meanAveragePrecision))
                            .orElseThrow()
                            .meanAveragePrecision(),
                    best.meanAveragePrecision());
        }
    }

    /** What an epoch says is what a judgement of the same weights says. */
    @Test
    void epochAndJudgementAgree() {
        try (var trainer = trainer(parameters().epochs(2).build())) {
            train(trainer);
            int[] held = Splits.of(pictures, 3, parameters().build()).validation();
            float[][] probabilities = trainer.probabilities(held, _ -> {});
            Judgement judgement = new MultiLabelAnswers(
                            MultiLabelPictures.LABELS,
                            Arrays.stream(held).mapToObj(Integer::toString).toList(),
                            Arrays.stream(held)
                                    .mapToObj(pictures.targets()::labels)
                                    .toArray(int[][]::new),
                            probabilities)
                    .judge();
            EpochMetrics last = trainer.history().getLast();
            assertEquals(last.accuracy(), judgement.accuracy(), 1e-12);
            assertEquals(last.meanAveragePrecision(), judgement.meanAveragePrecision(), 1e-12);
            double loss = 0;
            for (int i = 0; i < held.length; i++) {
                for (int label = 0; label < 3; label++) {
                    boolean there = Arrays.binarySearch(pictures.targets().labels(held[i]), label) >= 0;
                    loss -= Math.log(there ? probabilities[i][label] : 1 - probabilities[i][label]);
                }
            }
            // float32 probabilities close to 1 lose digits of 1 - p
            assertEquals(loss / (3 * held.length), last.loss(), 1e-5);
        }
    }

    @Test
    void aRunTakenUpFromItsCheckpointEndsAtTheSameWeights() throws IOException {
        RunParameters parameters = parameters()
                .epochs(3)
                .loss(new LossSettings(0.1, new ClassWeights(Map.of("disc", 2.5))))
                .build();
        Path half = folder.resolve("half.safetensors");
        Path uninterrupted = folder.resolve("uninterrupted.safetensors");
        Path resumed = folder.resolve("resumed.safetensors");
        List<EpochMetrics> history;
        try (var trainer = trainer(parameters)) {
            trainer.trainEpoch(_ -> {});
            trainer.save(half);
            train(trainer);
            trainer.saveWeights(uninterrupted);
            history = trainer.history();
        }
        try (var trainer = trainer(parameters)) {
            trainer.restore(half);
            train(trainer);
            trainer.saveWeights(resumed);
            assertEquals(
                    history.stream().map(EpochMetrics::meanAveragePrecision).toList(),
                    trainer.history().stream()
                            .map(EpochMetrics::meanAveragePrecision)
                            .toList());
        }
        assertArrayEquals(Files.readAllBytes(uninterrupted), Files.readAllBytes(resumed));
    }

    /** A yes that counts a hundred times as much as a no is said more often. */
    @Test
    void weightsAreThoseOfTheYes() {
        assertTrue(yes(100) > yes(1));
    }

    private long yes(double weight) {
        Map<String, Double> weights = Map.of("border", weight, "disc", weight, "stripes", weight);
        RunParameters parameters = parameters()
                .epochs(1)
                .loss(new LossSettings(0.0, new ClassWeights(weights)))
                .build();
        try (var trainer = trainer(parameters)) {
            train(trainer);
            return Arrays.stream(trainer.probabilities(IntStream.range(0, 60).toArray(), _ -> {}))
                    .mapToLong(row -> row[0] + row[1] + row[2] >= 1.5 ? 1 : 0)
                    .sum();
        }
    }

    @Test
    void earlyStoppingWatchesTheMeanAveragePrecision() {
        var stopping = new EarlyStopping(EarlyStopping.Metric.MEAN_AVERAGE_PRECISION, 2, 1.0);
        try (var trainer =
                trainer(parameters().epochs(9).earlyStopping(stopping).build())) {
            train(trainer);
            // nothing can improve by 1
            assertEquals(3, trainer.history().size());
        }
    }

    private static Parameters parameters() {
        return new Parameters();
    }

    private Trainer trainer(RunParameters parameters) {
        return new Trainer(
                NetworkType.LENET.create(3),
                MultiLabelPictures.LABELS,
                parameters,
                pictures,
                Splits.of(pictures, 3, parameters));
    }

    private static void train(Trainer trainer) {
        while (!trainer.finished()) {
            trainer.trainEpoch(_ -> {});
        }
    }
}
