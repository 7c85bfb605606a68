package bottega.style.gatys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.networks.engine.TorchEngine;
import bottega.networks.weights.SafeTensors;
import bottega.style.SharedData;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GatysEquationsTest {
    /** Everything is float64, so relative 1e-5 leaves room for another order of summation a million times over. */
    @Test
    void goldenEquations() throws IOException {
        try (NDManager manager = TorchEngine.newManager();
                SafeTensors golden = SafeTensors.open(SharedData.require("golden/gatys-equations.safetensors"))) {
            NDArray f = golden.read("F", manager);
            NDArray p = golden.read("P", manager);
            NDArray s = golden.read("S", manager);
            close(golden.read("gram_F_eq3", manager), GatysEquations.gramMatrix(f));
            close(golden.read("gram_S_eq3", manager), GatysEquations.gramMatrix(s));
            close(golden.read("content_loss_eq1", manager), GatysEquations.contentLoss(f, p));
            NDArray target = GatysEquations.meanGramMatrix(s);
            close(golden.read("style_loss_eq4", manager), GatysEquations.styleLayerLoss(f, target));
            close(
                    golden.read("content_grad_eq2_without_relu_mask", manager),
                    gradient(f, array -> GatysEquations.contentLoss(array, p)));
            close(
                    golden.read("style_grad_eq6_without_relu_mask", manager),
                    gradient(f, array -> GatysEquations.styleLayerLoss(array, target)));
        }
    }

    /** Two maps of three places, worked out by hand. */
    @Test
    void aHandWorkedExample() {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray f = manager.create(new double[] {1, 2, 3, 0, 1, -1}, new Shape(1, 2, 1, 3));
            NDArray gram = manager.create(new double[] {14, -1, -1, 2}, new Shape(2, 2));
            assertEquals(gram, GatysEquations.gramMatrix(f));
            NDArray zeros = manager.zeros(f.getShape(), DataType.FLOAT64);
            assertEquals(8, GatysEquations.contentLoss(f, zeros).getDouble());
            NDArray noStyle = manager.zeros(new Shape(2, 2), DataType.FLOAT64);
            double loss = (196 + 1 + 1 + 4) / (4.0 * 4 * 9);
            assertEquals(loss, GatysEquations.styleLayerLoss(f, noStyle).getDouble(), 1e-15);
        }
    }

    /** A texture tiled twice as wide has the same places twice as often: the same style. */
    @Test
    void theSameTextureOfAnotherSizeHasNoStyleLoss() {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray small = manager.create(new double[] {1, 2, 3, 0, 1, -1}, new Shape(1, 2, 1, 3));
            NDArray wide = small.concat(small, 3);
            NDArray target = GatysEquations.meanGramMatrix(small);
            assertEquals(0, GatysEquations.styleLayerLoss(wide, target).getDouble(), 1e-30);
        }
    }

    @Test
    void aBatchIsRefused() {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray two = manager.ones(new Shape(2, 2, 1, 3));
            assertThrows(IllegalArgumentException.class, () -> GatysEquations.gramMatrix(two));
        }
    }

    private static NDArray gradient(NDArray at, UnaryOperator<NDArray> loss) {
        NDArray point = at.duplicate();
        point.setRequiresGradient(true);
        try (var collector = TorchEngine.get().newGradientCollector()) {
            collector.backward(loss.apply(point));
        }
        return point.getGradient();
    }

    private static void close(NDArray expected, NDArray actual) {
        double largest = expected.abs().max().getDouble();
        double difference = expected.flatten().sub(actual.flatten()).abs().max().getDouble();
        assertTrue(difference <= 1e-5 * largest, difference + " beside " + largest);
    }
}
