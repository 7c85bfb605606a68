package bottega.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.image.CropPolicy;
import bottega.common.training.EpochMetrics;
import bottega.common.training.RunParameters;
import bottega.networks.zoo.NetworkType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two classes, horizontal and vertical stripes at random phase: no linear model can tell them apart. */
class TrainerTest {
    private static final int SIZE = 32;
    private static final int COUNT = 240;

    @TempDir
    private Path folder;

    private PreparedPictures pictures;

    @BeforeEach
    void draw() throws IOException {
        byte[] pixels = new byte[COUNT * SIZE * SIZE * 3];
        int[] labels = new int[COUNT];
        var random = new Random(3);
        for (int i = 0; i < COUNT; i++) {
            labels[i] = i % 2;
            int phase = random.nextInt(8);
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    boolean dark = ((labels[i] == 0 ? x : y) + phase) % 8 < 4;
                    for (int channel = 0; channel < 3; channel++) {
                        pixels[((i * SIZE + y) * SIZE + x) * 3 + channel] =
                                (byte) ((dark ? 60 : 180) + random.nextInt(40));
                    }
                }
            }
        }
        Path file = folder.resolve("pictures.bin");
        Files.write(file, pixels);
        pictures = PreparedPictures.open(file, labels, SIZE, SIZE);
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
        Path uninterrupted = folder.resolve("uninterrupted.safetensors");
        try (var trainer = trainer(type, 1e-3, 11)) {
            epochs(trainer, 3);
            trainer.save(uninterrupted);
        }
        Path half = folder.resolve("half.safetensors");
        try (var trainer = trainer(type, 1e-3, 11)) {
            epochs(trainer, 1);
            trainer.save(half);
        }
        Path resumed = folder.resolve("resumed.safetensors");
        try (var trainer = trainer(type, 1e-3, 11)) {
            trainer.restore(half);
            assertEquals(1, trainer.history().size());
            epochs(trainer, 2);
            trainer.save(resumed);
        }
        assertArrayEquals(weights(type, uninterrupted), weights(type, resumed));
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

    @Test
    void anAbsurdLearningRateIsSaidToDiverge() {
        try (var trainer = trainer(NetworkType.LENET, 1e30, 5)) {
            assertThrows(DivergedException.class, () -> epochs(trainer, 5));
        }
    }

    @Test
    void theSplitIsStratifiedDisjointAndWhole() {
        int[] labels = new int[130];
        for (int i = 100; i < 130; i++) {
            labels[i] = 1;
        }
        Split split = Split.stratified(labels, 2, 0.2, 9);
        assertEquals(26, split.validation().length);
        assertEquals(6, Arrays.stream(split.validation()).filter(i -> i >= 100).count());
        var all = new TreeSet<Integer>();
        for (int i : split.training()) {
            all.add(i);
        }
        for (int i : split.validation()) {
            all.add(i);
        }
        assertEquals(130, all.size());
    }

    private static void epochs(Trainer trainer, int count) {
        for (int i = 0; i < count; i++) {
            EpochMetrics metrics = trainer.trainEpoch((_, _, _, _) -> {});
            assertTrue(metrics.picturesPerSecond() > 0);
        }
    }

    private Trainer trainer(NetworkType type, double learningRate, long seed) {
        return new Trainer(
                type,
                2,
                new RunParameters(
                        "d", type.publicName(), 6, 16, learningRate, seed, SIZE, 0.25, CropPolicy.CENTER_CROP),
                pictures);
    }

    private byte[] weights(NetworkType type, Path checkpoint) throws IOException {
        Path weights = folder.resolve(checkpoint.getFileName() + ".weights");
        try (var trainer = trainer(type, 1e-3, 99)) {
            trainer.restoreWeights(checkpoint);
            trainer.saveWeights(weights);
        }
        return Files.readAllBytes(weights);
    }
}
