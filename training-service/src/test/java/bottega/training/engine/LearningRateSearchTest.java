package bottega.training.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.training.LearningRateCurve;
import bottega.common.training.LearningRateCurve.End;
import bottega.common.training.LearningRateCurve.Point;
import bottega.common.training.LearningRateSearchParameters;
import bottega.common.training.OptimiserSettings;
import bottega.networks.zoo.NetworkType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateSearchTest {
    private static final List<String> LABELS = List.of("horizontal", "vertical");

    private static final OptimiserSettings SGD = new OptimiserSettings.Sgd(0.9, false, null);

    @TempDir
    private Path folder;

    /** A curve whose steepest place is known: flat, a logistic fall with its middle at 1e-2, then a rise. */
    @Test
    void theSteepestPlaceIsFound() {
        var rates = new ArrayList<Double>();
        var losses = new ArrayList<Double>();
        for (int i = 0; i < 101; i++) {
            double exponent = -5 + 5.0 * i / 100;
            rates.add(Math.pow(10, exponent));
            losses.add(2 / (1 + Math.exp(4 * (exponent + 2))) + Math.exp(20 * (exponent + 0.2)) + (i % 2) * 0.01);
        }
        LearningRateCurve curve = LearningRateSearch.curve(rates, losses, 101, End.DONE, "cpu()");
        assertEquals(-2, Math.log10(curve.suggestion()), 0.11); // two strides
        assertTrue(curve.rateOfLeastLoss() > 0.1 && curve.rateOfLeastLoss() < 0.7, "" + curve.rateOfLeastLoss());
        assertEquals(101, curve.points().size());
    }

    @Test
    void aLossThatOnlyRisesGivesNoSuggestion() {
        List<Double> rising = IntStream.range(0, 50).mapToObj(i -> 1.0 + i).toList();
        assertNull(
                LearningRateSearch.curve(rising, rising, 50, End.ROSE, "cpu()").suggestion());
        List<Double> one = List.of(1.0);
        assertNull(LearningRateSearch.curve(one, one, 50, End.ROSE, "cpu()").suggestion());
    }

    @Test
    void ratesGrowExponentiallyUntilItDiverges() throws IOException {
        try (PreparedPictures pictures = StripedPictures.draw(folder)) {
            LearningRateSearchParameters parameters = parameters(1e-6, 10, 80, 1);
            LearningRateCurve curve = run(parameters, pictures, _ -> {});
            assertNotEquals(End.DONE, curve.end());
            double ratio = Math.pow(1e7, 1 / 79.0);
            for (int i = 0; i < curve.points().size(); i++) {
                assertEquals(1e-6 * Math.pow(ratio, i), curve.points().get(i).rate(), 1e-9);
            }
            Point last = curve.points().getLast();
            assertTrue(last.rate() < 10, curve.toString());
            assertEquals(curve, run(parameters, pictures, _ -> {}));
        }
    }

    /**
     * The stripes are so easy that all is learnt during the search; the steepest fall is at its beginning then, and what can
     * be said is that learning has begun there, and that more than the rate of the least loss is too much.
     */
    @Test
    void theSuggestionIsWhereLearningBegins() throws IOException {
        try (PreparedPictures pictures = StripedPictures.draw(folder)) {
            LearningRateCurve curve = run(parameters(1e-6, 10, 100, 1), pictures, _ -> {});
            double suggestion = curve.suggestion();
            Point there = curve.points().stream()
                    .filter(point -> point.rate() == suggestion)
                    .findFirst()
                    .orElseThrow();
            assertTrue(there.smoothed() < curve.points().getFirst().smoothed(), curve.toString());
            assertTrue(suggestion < curve.rateOfLeastLoss(), curve.toString());
            assertTrue(curve.rateOfLeastLoss() < curve.points().getLast().rate() / 2, curve.toString());
        }
    }

    /** Batches of one picture have losses far apart, by chance and by class, before anything is learnt. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void differencesBetweenPicturesAreNotARise(long seed) throws IOException {
        try (PreparedPictures pictures = StripedPictures.draw(folder)) {
            var one = new Parameters().seed(seed).batchSize(1).optimiser(SGD).build();
            assertEquals(
                    End.DONE,
                    run(new LearningRateSearchParameters(one, 1e-9, 1e-8, 300), pictures, _ -> {})
                            .end());
        }
    }

    @Test
    void theListenerStopsIt() throws IOException {
        try (PreparedPictures pictures = StripedPictures.draw(folder)) {
            assertThrows(
                    CancellationException.class,
                    () -> run(parameters(1e-6, 10, 100, 1), pictures, _ -> {
                        throw new CancellationException();
                    }));
        }
    }

    private static LearningRateSearchParameters parameters(double least, double most, int steps, long seed) {
        return new LearningRateSearchParameters(
                new Parameters().seed(seed).optimiser(SGD).build(), least, most, steps);
    }

    private static LearningRateCurve run(
            LearningRateSearchParameters parameters, PreparedPictures pictures, TrainingListener listener) {
        return LearningRateSearch.run(
                NetworkType.LENET.create(2),
                LABELS,
                parameters,
                pictures,
                Splits.of(pictures, 2, parameters.run()),
                InitialWeights.RANDOM,
                listener);
    }
}
