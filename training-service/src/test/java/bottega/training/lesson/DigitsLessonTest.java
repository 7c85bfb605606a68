package bottega.training.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.lesson.DigitsRequest;
import bottega.common.lesson.DigitsResult;
import bottega.common.lesson.HiddenActivation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigitsLessonTest {
    /** The slides' test of the 1 gives 1.0000 0 0 0 0. */
    @Test
    void withReluTheOneIsKnownAsOnTheSlides() {
        DigitsResult result = DigitsLesson.run(DigitsRequest.defaults());
        assertEquals(5, result.right());
        List<Double> shares = result.digits().getFirst().shares();
        assertEquals(1, shares.getFirst(), 5e-5);
        assertEquals(1, shares.stream().mapToDouble(share -> share).sum(), 1e-12);
        assertEquals(
                List.of(false, false, true, true, true),
                result.digits().stream().map(DigitsResult.Digit::ours).toList());
        assertTrue(result.losses().size() <= 301);
    }

    @ParameterizedTest
    @EnumSource
    void allDigitsAreLearned(HiddenActivation activation) {
        DigitsResult result = DigitsLesson.run(new DigitsRequest(activation, null, null, 2L));
        assertEquals(5, result.right());
        assertTrue(result.losses().getLast().value() < 0.01);
    }

    /** A sigmoid's slope is 1/4 at most, ReLU's is 1 wherever it passes anything. */
    @Test
    void withSigmoidTheGradientVanishesLayerByLayer() {
        for (long seed = 1; seed <= 3; seed++) {
            List<DigitsResult.Layer> sigmoid = layers(HiddenActivation.SIGMOID, seed);
            for (int layer = 1; layer < 4; layer++) {
                assertTrue(
                        sigmoid.get(layer - 1).firstNorm() < sigmoid.get(layer).firstNorm(), sigmoid.toString());
            }
            assertTrue(sigmoid.get(0).firstNorm() < sigmoid.get(3).firstNorm() / 5);
            List<DigitsResult.Layer> relu = layers(HiddenActivation.RELU, seed);
            assertTrue(relu.get(0).firstNorm() > relu.get(3).firstNorm() / 2);
        }
    }

    private static List<DigitsResult.Layer> layers(HiddenActivation activation, long seed) {
        return DigitsLesson.run(new DigitsRequest(activation, null, 1, seed)).layers();
    }
}
