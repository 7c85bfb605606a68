package bottega.style.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.image.RgbImage;
import bottega.common.style.Normalisation;
import bottega.common.style.Pooling;
import bottega.common.style.Start;
import bottega.networks.vgg.FeatureNetwork;
import bottega.networks.vgg.Vgg19;
import bottega.style.TestPictures;
import bottega.style.gatys.GatysSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StyleTransferTest {
    private static final RgbImage CONTENT = TestPictures.gradient(48, 32);
    private static final RgbImage STYLE = TestPictures.stripes(40, 40);

    @TempDir
    Path folder;

    /** The same seed gives the same picture, and the losses fall, from every start. */
    @ParameterizedTest
    @EnumSource(Start.class)
    void lossesFallAndRunsRepeat(Start start) {
        try (FeatureNetwork network = network()) {
            TransferResult first = run(network, settings(start, 12), new Recorder());
            TransferResult second = run(network, settings(start, 12), new Recorder());
            assertTrue(first.end().total() < 0.7 * first.start().total(), first.start() + " to " + first.end());
            assertEquals(12, first.evaluations());
            assertEquals(CONTENT.width(), first.picture().width());
            assertEquals(CONTENT.height(), first.picture().height());
            assertArrayEquals(first.picture().rgb(), second.picture().rgb());
        }
    }

    @Test
    void everyEvaluationIsReported() {
        try (FeatureNetwork network = network()) {
            var recorder = new Recorder();
            run(network, settings(Start.CONTENT, 9), recorder);
            assertEquals(
                    List.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
                    recorder.evaluations.stream().map(Evaluation::step).toList());
            assertEquals(0, recorder.evaluations.getFirst().losses().content());
        }
    }

    /** A run that was killed goes on from its checkpoint file to the bits of one that was not. */
    @Test
    void aResumedRunGivesTheSamePicture() throws IOException {
        Path file = folder.resolve("checkpoint.safetensors");
        TransferSettings settings = settings(Start.CONTENT, 16);
        try (FeatureNetwork network = network()) {
            TransferResult whole = run(network, settings, new Recorder());
            var killer = new Recorder() {
                @Override
                public void moved(Snapshot snapshot) {
                    if (snapshot.step() >= 8) {
                        try {
                            snapshot.checkpoint(Long.MAX_VALUE).write(file);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                        throw new UnsupportedOperationException("killed");
                    }
                }
            };
            assertThrows(UnsupportedOperationException.class, () -> run(network, settings, killer));
            var recorder = new Recorder();
            TransferResult resumed =
                    StyleTransfer.run(network, CONTENT, STYLE, settings, Optional.of(Checkpoint.read(file)), recorder);
            assertTrue(recorder.evaluations.getFirst().step() > 8);
            assertEquals(whole.end(), resumed.end());
            assertEquals(whole.start(), resumed.start());
            assertArrayEquals(whole.picture().rgb(), resumed.picture().rgb());
        }
    }

    @Test
    void aCheckpointKeepsItsHistoryWithinBounds() {
        try (FeatureNetwork network = network()) {
            long bytesOfPair = 2L * Float.BYTES * 3 * CONTENT.width() * CONTENT.height();
            var pairs = new ArrayList<Integer>();
            run(network, settings(Start.CONTENT, 10), new Recorder() {
                @Override
                public void moved(Snapshot snapshot) {
                    pairs.add(snapshot.checkpoint(3 * bytesOfPair + 1)
                            .state()
                            .pairs()
                            .size());
                }
            });
            assertEquals(3, pairs.getLast());
        }
    }

    /** Weights as large as float allows drive the losses beyond it: the run ends with a reason and a picture. */
    @Test
    void divergenceHasAReasonAndKeepsThePicture() {
        GatysSettings losses =
                new GatysSettings(List.of("relu1_2"), List.of("relu1_1"), 1e308, 1e308, Normalisation.PAPER);
        var settings = new TransferSettings(losses, Start.NOISE, 10, 1, 5);
        try (FeatureNetwork network = Vgg19.random(1, losses.taps(), Pooling.AVERAGE)) {
            TransferResult result = run(network, settings, new Recorder());
            assertEquals(TransferResult.Ending.DIVERGED, result.ending());
            assertNotNull(result.reason());
            assertEquals(CONTENT.width(), result.picture().width());
        }
    }

    @Test
    void noiseDependsOnItsSeed() {
        assertArrayEquals(Planes.noise(100, 1), Planes.noise(100, 1));
        assertFalse(Arrays.equals(Planes.noise(100, 1), Planes.noise(100, 2)));
    }

    @Test
    void planesRoundBackToThePicture() {
        assertArrayEquals(
                CONTENT.rgb(),
                Planes.toPicture(Planes.of(CONTENT), CONTENT.width(), CONTENT.height())
                        .rgb());
        RgbImage clamped = Planes.toPicture(new float[] {-3, 0.5f, 7}, 1, 1);
        assertArrayEquals(new byte[] {0, (byte) 128, (byte) 255}, clamped.rgb());
    }

    private static FeatureNetwork network() {
        return Vgg19.random(1, losses().taps(), Pooling.AVERAGE);
    }

    private static GatysSettings losses() {
        return new GatysSettings(List.of("relu2_2"), List.of("relu1_1", "relu2_1"), 1, 100, Normalisation.RELATIVE);
    }

    private static TransferSettings settings(Start start, int evaluations) {
        return new TransferSettings(losses(), start, evaluations, 1, 20);
    }

    private static TransferResult run(FeatureNetwork network, TransferSettings settings, Recorder recorder) {
        return StyleTransfer.run(network, CONTENT, STYLE, settings, Optional.empty(), recorder);
    }

    private static class Recorder implements TransferListener {
        final List<Evaluation> evaluations = new ArrayList<>();

        @Override
        public void evaluated(Evaluation evaluation) {
            evaluations.add(evaluation);
        }

        @Override
        public void moved(Snapshot snapshot) {}
    }
}
