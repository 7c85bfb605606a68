package bottega.networks.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import bottega.networks.engine.TorchEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryModuleTest {
    /** {@code first + convolution(second)}. */
    private static final class Joined extends BinaryModule {
        private final Block convolution = part("conv", Layers.convolution(2, 1));

        @Override
        protected <T> T flow(Flow<T> flow, T first, T second) {
            return flow.sum(first, flow.through(convolution, second));
        }
    }

    /** {@code joined(a(x), x)}. */
    private static final class Network extends Module {
        private final Block before = part("a", Layers.convolution(2, 1));
        private final Joined joined = part("joined", new Joined());

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.through(joined, flow.through(before, input), input);
        }
    }

    @Test
    void bothInputsArriveInTheirOrder() {
        try (NDManager manager = TorchEngine.newManager()) {
            var network = new Network();
            network.setInitializer(Initializer.ONES, Parameter.Type.WEIGHT);
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 4, 5));
            NDArray input = manager.ones(new Shape(1, 3, 4, 5));
            NDArray output = network.forward(new ParameterStore(manager, false), new NDList(input), false)
                    .singletonOrThrow();
            assertEquals(network.getOutputShapes(new Shape[] {input.getShape()})[0], output.getShape());
            assertArrayEquals(new float[] {6}, output.get("0, 1, 3, 4:5").toFloatArray(), 1e-6f);
        }
    }

    @Test
    void itsPartsAreNamedAndItsLongestWayCounts() {
        assertEquals(
                List.of("a.weight", "a.bias", "joined.conv.weight", "joined.conv.bias"),
                List.copyOf(ParameterNames.of(new Network()).keySet()));
        assertEquals(1, Depth.of(new Network()));
    }

    @Test
    void oneInputIsNotEnough() {
        try (NDManager manager = TorchEngine.newManager()) {
            var parameters = new ParameterStore(manager, false);
            var one = new NDList(manager.ones(new Shape(1, 2, 1, 1)));
            var joined = new Joined();
            joined.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 1, 1), new Shape(1, 2, 1, 1));
            assertThrows(IllegalArgumentException.class, () -> joined.forward(parameters, one, false));
        }
    }
}
