package bottega.training.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import bottega.common.judgement.Verdict;
import bottega.common.judgement.Verdict.Kind;
import bottega.common.training.OptimiserSettings;
import bottega.common.training.RunParameters;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.zoo.ImageInput;
import bottega.networks.zoo.NetworkType;
import bottega.networks.zoo.Preprocessing;
import bottega.training.engine.MultiLabelPictures;
import bottega.training.engine.Parameters;
import bottega.training.engine.PreparedPictures;
import bottega.training.engine.Splits;
import bottega.training.engine.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs on pictures with several labels, as {@link DiagnosisTest} has them with one. */
class MultiLabelDiagnosisTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "LENET, 10, 400, 0.5, 0.4, 0.3, 5",
        "LENET, 12, 500, 0.9, 0.5, 0.12, 6",
        "RESNET8, 6, 300, 0.5, 0.5, 0.5, 7"
    })
    void healthyRunsGetNoFalseAlarm(
            NetworkType network, int epochs, int count, double border, double disc, double stripes, long seed)
            throws IOException {
        List<Verdict> verdicts = diagnose(
                network.create(3),
                new Parameters().epochs(epochs).seed(seed),
                MultiLabelPictures.draw(folder, count, seed, border, disc, stripes));
        assertEquals(Set.of(Kind.GOOD_FIT), kinds(verdicts), verdicts.toString());
    }

    @Test
    void labelsThatNothingTellsAreLearnedByHeart() throws IOException {
        List<Verdict> verdicts = diagnose(
                NetworkType.LENET.create(3),
                new Parameters().epochs(40),
                MultiLabelPictures.noise(folder, 120, 3, 0.5, 0.4, 0.3));
        assertTrue(kinds(verdicts).contains(Kind.OVERFITTING), verdicts.toString());
    }

    @Test
    void labelsThatNothingTellsAreNoBetterThanTheirFrequency() throws IOException {
        List<Verdict> verdicts = diagnose(
                NetworkType.LENET.create(3),
                new Parameters().epochs(4),
                MultiLabelPictures.noise(folder, 300, 5, 0.5, 0.2, 0.2));
        assertTrue(kinds(verdicts).contains(Kind.NO_BETTER_THAN_MOST_FREQUENT), verdicts.toString());
    }

    @Test
    void aLinearModelUnderfits() throws IOException {
        List<Verdict> verdicts = diagnose(
                NetworkType.LINEAR.create(3),
                new Parameters()
                        .epochs(8)
                        .optimiser(new OptimiserSettings.Sgd(0.9, false, 0.0))
                        .learningRate(1e-4)
                        .batchSize(64),
                MultiLabelPictures.draw(folder, 3000, 3, 0.05, 0.5, 0.5));
        assertTrue(kinds(verdicts).contains(Kind.UNDERFITTING), verdicts.toString());
    }

    @Test
    void sixSigmoidsLetTheGradientVanish() throws IOException {
        var network = new Sequence().add(new ImageInput(Preprocessing.IMAGENET)).add(Layers.flatten());
        for (int i = 1; i <= 6; i++) {
            network.add("hidden" + i, Layers.linear(20)).add(Layers.sigmoid());
        }
        network.add("output", Layers.linear(3));
        List<Verdict> verdicts = diagnose(
                network,
                new Parameters()
                        .epochs(6)
                        .optimiser(new OptimiserSettings.Sgd(0.9, false, 0.0))
                        .learningRate(0.01),
                MultiLabelPictures.draw(folder, 300, 3, 0.5, 0.4, 0.3));
        assertTrue(kinds(verdicts).contains(Kind.VANISHING_GRADIENTS), verdicts.toString());
    }

    @Test
    void aRateTooLowDoesNotArrive() throws IOException {
        List<Verdict> verdicts = diagnose(
                NetworkType.LENET.create(3),
                new Parameters().epochs(8).learningRate(2e-6),
                MultiLabelPictures.draw(folder, 300, 3, 0.5, 0.5, 0.5));
        assertTrue(kinds(verdicts).contains(Kind.LEARNING_RATE_TOO_LOW), verdicts.toString());
    }

    @Test
    void aLabelOfFewPicturesAndOneOfNearlyAll() throws IOException {
        List<Verdict> verdicts = diagnose(
                NetworkType.LENET.create(3),
                new Parameters().epochs(8),
                MultiLabelPictures.draw(folder, 240, 3, 0.97, 0.5, 0.04));
        Verdict few = verdicts.getLast();
        assertEquals(Kind.TOO_FEW_EXAMPLES, few.kind(), verdicts.toString());
        assertEquals(Set.of("with 'stripes'", "without 'border'"), few.figures().keySet());
    }

    private static List<Verdict> diagnose(Block network, Parameters parameters, PreparedPictures pictures) {
        RunParameters built = parameters.build();
        try (pictures;
                var trainer = new Trainer(
                        network, MultiLabelPictures.LABELS, built, pictures, Splits.of(pictures, 3, built))) {
            while (!trainer.finished()) {
                trainer.trainEpoch(_ -> {});
            }
            return Diagnosis.of(trainer.evidence());
        }
    }

    private static Set<Kind> kinds(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::kind).collect(Collectors.toSet());
    }
}
