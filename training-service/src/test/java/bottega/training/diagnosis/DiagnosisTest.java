package bottega.training.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import bottega.training.diagnosis.DrawnPictures.Drawing;
import bottega.training.engine.Parameters;
import bottega.training.engine.Splits;
import bottega.training.engine.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real runs, each built to show one thing; and healthy ones, of which nothing else may be said. */
class DiagnosisTest {
    @TempDir
    private Path folder;

    private static OptimiserSettings momentum() {
        return new OptimiserSettings.Sgd(0.9, false, 0.0);
    }

    static Stream<Arguments> healthyRuns() {
        return Stream.of(
                Arguments.of("LeNet, two kinds of stripes", NetworkType.LENET, parameters(8), new int[] {150, 150}),
                Arguments.of("LeNet, four kinds", NetworkType.LENET, parameters(12), new int[] {150, 150, 150, 150}),
                Arguments.of("a small ResNet", NetworkType.RESNET8, parameters(5), new int[] {120, 120}),
                Arguments.of(
                        "LeNet by momentum",
                        NetworkType.LENET,
                        parameters(8).optimiser(momentum()).learningRate(0.01),
                        new int[] {150, 150}),
                Arguments.of("LeNet, unbalanced", NetworkType.LENET, parameters(10), new int[] {300, 100, 60}),
                Arguments.of(
                        "a small ResNet, large batches",
                        NetworkType.RESNET8,
                        parameters(8).batchSize(64).learningRate(3e-3),
                        new int[] {120, 120, 120}));
    }

    private static Parameters parameters(int epochs) {
        return new Parameters().epochs(epochs);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("healthyRuns")
    void healthyRunsGetNoFalseAlarm(String name, NetworkType network, Parameters parameters, int[] counts)
            throws IOException {
        List<Verdict> verdicts =
                diagnose(network.create(counts.length), parameters.build(), DrawnPictures::stripes, counts);
        assertEquals(Set.of(Kind.GOOD_FIT), kinds(verdicts), verdicts.toString());
    }

    @Test
    void aLinearModelUnderfitsStripes() throws IOException {
        assertShows(
                Kind.UNDERFITTING,
                NetworkType.LINEAR.create(2),
                parameters(8).optimiser(momentum()).learningRate(1e-5).batchSize(64),
                DrawnPictures::stripes,
                2500,
                2500);
    }

    @Test
    void noiseIsLearnedByHeart() throws IOException {
        assertShows(Kind.OVERFITTING, NetworkType.LENET.create(2), parameters(40), DrawnPictures::noise, 60, 60);
    }

    @Test
    void sixSigmoidsLetTheGradientVanish() throws IOException {
        var network = new Sequence().add(new ImageInput(Preprocessing.IMAGENET)).add(Layers.flatten());
        for (int i = 1; i <= 6; i++) {
            network.add("hidden" + i, Layers.linear(20)).add(Layers.sigmoid());
        }
        network.add("output", Layers.linear(2));
        assertShows(
                Kind.VANISHING_GRADIENTS,
                network,
                parameters(6).optimiser(momentum()).learningRate(0.01),
                DrawnPictures::stripes,
                150,
                150);
    }

    @Test
    void pixelsAsTheyAreMakeTheGradientExplode() throws IOException {
        assertShows(
                Kind.EXPLODING_GRADIENTS,
                NetworkType.LINEAR.create(2, Preprocessing.CAFFE),
                parameters(4).optimiser(momentum()).learningRate(1e-3),
                DrawnPictures::stripes,
                150,
                150);
    }

    /** What a linear model cannot do, it cannot do by chance either: at such a rate it goes on jumping to and fro. */
    @Test
    void aRateTooHighWanders() throws IOException {
        List<Verdict> verdicts = assertShows(
                Kind.LEARNING_RATE_TOO_HIGH,
                NetworkType.LINEAR.create(2),
                parameters(8).optimiser(momentum()).learningRate(0.1).batchSize(64),
                DrawnPictures::stripes,
                2500,
                2500);
        assertFalse(kinds(verdicts).contains(Kind.LEARNING_RATE_TOO_LOW), verdicts.toString());
        assertFalse(kinds(verdicts).contains(Kind.OVERFITTING), verdicts.toString());
    }

    @Test
    void aRateTooLowDoesNotArrive() throws IOException {
        assertShows(
                Kind.LEARNING_RATE_TOO_LOW,
                NetworkType.LENET.create(2),
                parameters(8).learningRate(2e-6),
                DrawnPictures::stripes,
                150,
                150);
    }

    @Test
    void picturesThatAreThereTwiceLeak() throws IOException {
        assertShows(
                Kind.LEAK_BETWEEN_SPLITS,
                NetworkType.LENET.create(2),
                parameters(3),
                DrawnPictures::repeated,
                120,
                120);
    }

    @Test
    void tenPicturesAreFew() throws IOException {
        List<Verdict> verdicts = assertShows(
                Kind.TOO_FEW_EXAMPLES, NetworkType.LENET.create(2), parameters(8), DrawnPictures::stripes, 200, 10);
        assertTrue(verdicts.getLast().text().contains("'b' (7)"), verdicts.toString());
    }

    @Test
    void noiseIsAnsweredNoBetterThanByTheMostFrequentClass() throws IOException {
        assertShows(
                Kind.NO_BETTER_THAN_MOST_FREQUENT,
                NetworkType.LENET.create(2),
                parameters(5),
                DrawnPictures::noise,
                240,
                60);
    }

    private List<Verdict> assertShows(Kind kind, Block network, Parameters parameters, Drawing drawing, int... counts)
            throws IOException {
        List<Verdict> verdicts = diagnose(network, parameters.build(), drawing, counts);
        assertTrue(kinds(verdicts).contains(kind), verdicts.toString());
        assertTrue(
                verdicts.stream()
                        .allMatch(verdict ->
                                !verdict.text().isBlank() && !verdict.figures().isEmpty()),
                verdicts.toString());
        return verdicts;
    }

    private List<Verdict> diagnose(Block network, RunParameters parameters, Drawing drawing, int... counts)
            throws IOException {
        List<String> labels = IntStream.range(0, counts.length)
                .mapToObj(i -> "abcd".substring(i, i + 1))
                .toList();
        try (var pictures = DrawnPictures.draw(folder, drawing, counts);
                var trainer = new Trainer(
                        network, labels, parameters, pictures, Splits.of(pictures, labels.size(), parameters))) {
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
