package bottega.training.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.lesson.Activation;
import bottega.common.lesson.NeuronPoint;
import bottega.common.lesson.NeuronRequest;
import bottega.common.lesson.NeuronResult;
import bottega.common.lesson.NeuronStep;
import bottega.common.lesson.NeuronWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeuronLessonTest {
    /** exp(-1.128) = 0.323680..., so P = 1 / 1.323680 = 0.755470; the other figures by hand from that, to 5 digits. */
    @Test
    void theWorkedPoint() {
        NeuronStep step = step(0.0006, 0.0002, 1, new NeuronPoint(185.0, 85.0, 0.0), 0.001);
        assertEquals(1.128, step.t(), 1e-12);
        assertEquals(0.75547, step.p(), 5e-6);
        assertEquals(0.570734, step.cost(), 5e-6);
        assertEquals(1.51094, step.costByP(), 5e-6);
        assertEquals(0.184735, step.pByT(), 5e-6);
        assertEquals(0.279124 * 185, step.costByW1(), 1e-3);
        assertEquals(0.279124 * 85, step.costByW2(), 1e-3);
        assertEquals(0.279124, step.costByB(), 5e-6);
        assertEquals(0.0006 - 0.0516379, step.next().w1(), 1e-6);
        assertEquals(0.0002 - 0.0237255, step.next().w2(), 1e-6);
        assertEquals(0.999720876, step.next().b(), 1e-8);
        assertEquals(0.75547 - 0.00151094, step.nextPByFirstRule(), 5e-6);
        assertTrue(
                step.lines().getFirst().endsWith("= 0.111 + 0.017 + 1 = 1.128"),
                step.lines().getFirst());
    }

    /** exp(-1.1008) = 0.332605, P = 1 / 1.332605. */
    @Test
    void theSlidesNewWeights() {
        var neuron = new Neuron(Activation.SIGMOID, 0.0005, 0.0001, 0.9998);
        assertEquals(1.1008, neuron.sum(185, 85), 1e-12);
        assertEquals(0.7504, neuron.output(185, 85), 5e-5);
        assertEquals(0.5631, Math.pow(neuron.output(185, 85), 2), 5e-5);
    }

    /** With all weights 0, s = 1/2: 2 (1/2 - 1) 1/4 = -1/4, times 2, 5 and 1. */
    @Test
    void thePointOfTheChainRule() {
        NeuronStep step = step(0, 0, 0, new NeuronPoint(2.0, 5.0, 1.0), 1);
        assertEquals(-0.5, step.costByW1(), 1e-15);
        assertEquals(-1.25, step.costByW2(), 1e-15);
        assertEquals(-0.25, step.costByB(), 1e-15);
        assertEquals(new NeuronWeights.Trained(0.5, 1.25, 0.25), step.next());
        // t = 1 + 6.25 + 0.25
        assertEquals(1 / (1 + Math.exp(-7.5)), step.nextP(), 1e-15);
    }

    /** Central differences: error h^2, here 1e-10, and rounding 1e-16 / h. */
    @ParameterizedTest
    @EnumSource
    void derivativesAreThoseOfFiniteDifferences(Activation activation) {
        double h = 1e-5;
        var point = new NeuronPoint(1.5, -0.7, 0.3);
        NeuronStep step = new Neuron(activation, 0.4, 0.9, -0.2).step(point, 1);
        assertEquals(
                (cost(activation, 0.4 + h, 0.9, -0.2) - cost(activation, 0.4 - h, 0.9, -0.2)) / (2 * h),
                step.costByW1(),
                1e-8);
        assertEquals(
                (cost(activation, 0.4, 0.9 + h, -0.2) - cost(activation, 0.4, 0.9 - h, -0.2)) / (2 * h),
                step.costByW2(),
                1e-8);
        assertEquals(
                (cost(activation, 0.4, 0.9, -0.2 + h) - cost(activation, 0.4, 0.9, -0.2 - h)) / (2 * h),
                step.costByB(),
                1e-8);
    }

    private static double cost(Activation activation, double w1, double w2, double b) {
        double t = w1 * 1.5 + w2 * -0.7 + b;
        double p =
                switch (activation) {
                    case SIGMOID -> 0.5 + 0.5 * Math.tanh(t / 2);
                    case TANH -> (Math.exp(t) - Math.exp(-t)) / (Math.exp(t) + Math.exp(-t));
                };
        return (p - 0.3) * (p - 0.3);
    }

    @ParameterizedTest
    @EnumSource
    void standardisedTheNeuronLearnsAllMen(Activation activation) {
        NeuronResult result = NeuronLesson.run(new NeuronRequest(activation, true, null, null, null, null));
        assertEquals(9, result.right());
        assertEquals(0, result.rises());
        assertTrue(result.costs().getLast().value() < 0.01, result.toString());
        // the line lies between 85 cm (not overweight, 181 cm tall) and 94 cm (overweight, 184 cm tall)
        assertTrue(result.line().circumferenceAt160() > 80 && result.line().circumferenceAt190() < 94);
        for (NeuronResult.Man man : result.men()) {
            double above = result.line().perHeight() * man.height()
                    + result.line().perCircumference() * man.circumference()
                    + result.line().constant();
            assertEquals(man.overweight(), above > 0);
        }
    }

    /** P = 0 for all: five of nine are overweight, and each costs 1. */
    @Test
    void centimetresAtTheSameRateEndWhereTheSlopeIsZero() {
        NeuronResult result = NeuronLesson.run(new NeuronRequest(null, false, null, null, null, null));
        assertEquals(5.0 / 9, result.costs().getLast().value(), 1e-6);
        assertEquals(4, result.right());
    }

    @Test
    void aRateTooHighWandersAndOneTooLowDoesNotArrive() {
        NeuronResult high = NeuronLesson.run(new NeuronRequest(null, false, 1e-3, 5000, null, null));
        NeuronResult low = NeuronLesson.run(new NeuronRequest(null, false, 1e-6, 5000, null, null));
        assertTrue(high.rises() > 300, "rises " + high.rises());
        assertEquals(0, low.rises());
        assertTrue(low.costs().getLast().value() > 0.1);
        assertTrue(low.costs().size() <= 301);
        assertEquals(5000, low.costs().getLast().epoch());
    }

    private static NeuronStep step(double w1, double w2, double b, NeuronPoint point, double learningRate) {
        return NeuronLesson.run(new NeuronRequest(null, null, learningRate, 1, new NeuronWeights(w1, w2, b), point))
                .step();
    }
}
