package bottega.training.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.judgement.Verdict.Kind;
import bottega.common.lesson.FitRequest;
import bottega.common.lesson.FitRequest.Show;
import bottega.common.lesson.FitResult;
import bottega.common.lesson.FitResult.Fit;
import bottega.common.lesson.FitTask;
import bottega.common.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FitLessonTest {
    /** All of seeds 1 to 20 show the three verdicts for both tasks; two of them here. */
    @ParameterizedTest
    @EnumSource
    void threeSizesShowThreeVerdicts(FitTask task) {
        for (long seed = 1; seed <= 2; seed++) {
            FitResult result = FitLesson.run(request(task, Show.SIZES, seed));
            assertEquals(
                    List.of(Kind.UNDERFITTING, Kind.GOOD_FIT, Kind.OVERFITTING),
                    result.fits().stream().map(FitLessonTest::verdict).toList(),
                    "seed " + seed + ": " + result.lookAt());
            Fit right = result.fits().get(1);
            for (Fit other : List.of(result.fits().get(0), result.fits().get(2))) {
                assertTrue(
                        right.validationLoss() < other.validationLoss(),
                        result.lookAt().toString());
            }
            assertTrue(result.fits().get(2).trainingLoss() < right.trainingLoss());
        }
    }

    /** Each takes at least a fifth off the loss on other points; of seeds 1 to 12 a tenth still is overfitting with dropout. */
    @ParameterizedTest
    @EnumSource
    void eachRemedyHelps(FitTask task) {
        List<Fit> fits = FitLesson.run(request(task, Show.REMEDIES, 1)).fits();
        assertEquals(
                List.of("too-large", "with-dropout", "with-l2", "with-more-points"),
                fits.stream().map(Fit::name).toList());
        assertEquals(Kind.OVERFITTING, verdict(fits.getFirst()));
        for (Fit fit : fits.subList(1, 4)) {
            assertTrue(
                    fit.validationLoss() < 0.8 * fits.getFirst().validationLoss(),
                    fit.name() + " " + fit.validationLoss());
            assertEquals(Kind.GOOD_FIT, verdict(fit), fit.name());
        }
    }

    /**
     * Without a hidden layer the network is a straight line, and with L2 the loss has its minimum at ridge regression's
     * solution: of (1/n) sum (w x + b - y)^2 + decay/2 w^2 that is w = cov(x, y) / (var(x) + decay/2), b = mean(y) - w mean(x).
     * Adam's last steps are tiny, as the rate falls to 0: 1e-4 is what is left of the batches' noise (all points in each).
     */
    @Test
    void aStraightLineWithL2IsRidgeRegression() {
        double decay = 0.5;
        var request = new FitRequest(FitTask.CURVE, null, List.of(), null, 30, null, null, decay, 0.05, 3_000, 4L);
        var fitted = FitLesson.fit(request, Live.NONE);
        FitData data = fitted.trainings().getFirst().training;
        double[] xs =
                IntStream.range(0, 30).mapToDouble(i -> data.inputs()[i][0]).toArray();
        double[] ys =
                IntStream.range(0, 30).mapToDouble(i -> data.expected()[i][0]).toArray();
        double w = covariance(xs, ys) / (covariance(xs, xs) + decay / 2);
        double b = mean(ys) - w * mean(xs);
        Fit fit = fitted.result().fits().getFirst();
        assertEquals(w, fit.layers().getFirst().getFirst().get(0), 1e-4);
        assertEquals(b, fit.layers().getFirst().getFirst().get(1), 1e-4);
        assertEquals(2, fit.parameters());
        assertEquals(b - w, fit.curve().getFirst().y(), 2e-4);
        double loss = IntStream.range(0, 30)
                .mapToDouble(i -> Math.pow(w * xs[i] + b - ys[i], 2))
                .average()
                .orElseThrow();
        assertEquals(loss, fit.trainingLoss(), 1e-4);
        assertEquals(covariance(ys, ys), fitted.result().lossOfKnowingNothing(), 1e-12);
    }

    @Test
    void theSameSeedGivesTheSameNumbersAndPointsForEachFit() {
        var request = new FitRequest(FitTask.CLOUD, null, List.of(5), null, 40, null, 0.3, null, null, 50, 3L);
        assertEquals(FitLesson.run(request), FitLesson.run(request));
        var other = new FitRequest(FitTask.CLOUD, null, List.of(5), null, 40, null, 0.3, null, null, 50, 4L);
        assertNotEquals(
                FitLesson.run(request).fits().getFirst().trainingLoss(),
                FitLesson.run(other).fits().getFirst().trainingLoss());
    }

    @Test
    void theCurvesComeWhileItLearns() {
        var request = new FitRequest(FitTask.CURVE, null, List.of(3), null, null, null, null, null, null, 250, 1L);
        var steps = new java.util.ArrayList<Long>();
        FitResult result = FitLesson.fit(request, (step, of, details) -> {
                    assertEquals(250, of);
                    assertTrue(details.containsKey("validationLoss"));
                    steps.add(step);
                })
                .result();
        assertEquals(
                steps,
                result.fits().getFirst().losses().stream()
                        .map(losses -> (long) losses.step())
                        .toList());
        assertTrue(steps.size() <= 101 && steps.getLast() == 250);
    }

    @ParameterizedTest
    @EnumSource
    void thePictureHasAColumnForEachFit(FitTask task) throws IOException {
        var sizes = new FitRequest(task, Show.SIZES, null, null, null, null, null, null, null, 20, 1L);
        var picture = ImageIO.read(new ByteArrayInputStream(FitPicture.png(FitLesson.fit(sizes, Live.NONE))));
        var own = new FitRequest(task, null, List.of(2), null, null, null, null, null, null, 20, 1L);
        var single = ImageIO.read(new ByteArrayInputStream(FitPicture.png(FitLesson.fit(own, Live.NONE))));
        assertEquals(single.getHeight(), picture.getHeight());
        assertEquals(2 * (300 + 52), picture.getWidth() - single.getWidth());
        int[] colours = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        assertTrue(
                IntStream.of(colours)
                                .filter(colour -> (colour & 0xFFFFFF) == 0x0072B2)
                                .count()
                        > 500,
                "training points");
    }

    @Test
    void whatWouldTakeTooLongIsRefused() {
        var request = new FitRequest(
                FitTask.CURVE, null, List.of(128, 128, 128), null, 2_000, null, null, null, null, 10_000, 1L);
        ProblemException e = assertThrows(ProblemException.class, () -> FitLesson.run(request));
        assertEquals("urn:bottega:problem:lesson-too-large", e.problem().type());
        ProblemException both = assertThrows(
                ProblemException.class,
                () -> new FitRequest(null, Show.SIZES, List.of(1), null, null, null, null, null, null, null, null));
        assertEquals("/hidden", both.problem().pointer());
    }

    private static Kind verdict(Fit fit) {
        return FitLesson.ofTheFit(fit.verdicts()).kind();
    }

    private static FitRequest request(FitTask task, Show show, long seed) {
        return new FitRequest(task, show, null, null, null, null, null, null, null, null, seed);
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    private static double covariance(double[] xs, double[] ys) {
        return IntStream.range(0, xs.length)
                .mapToDouble(i -> (xs[i] - mean(xs)) * (ys[i] - mean(ys)))
                .average()
                .orElseThrow();
    }
}
