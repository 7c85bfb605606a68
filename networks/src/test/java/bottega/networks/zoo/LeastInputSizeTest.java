package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.engine.TorchEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeastInputSizeTest {
    @ParameterizedTest
    @EnumSource(NetworkType.class)
    void somethingIsLeftOfTheLeastPicture(NetworkType type) {
        assertDoesNotThrow(() -> initialise(type, type.leastInputSize()));
    }

    /** The networks whose layers do not pad: where others stop is a matter of taste. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "ALEXNET",
                "VGG_M",
                "VGG16",
                "VGG19",
                "SQUEEZENET",
                "SQUEEZENET_1_1",
                "INCEPTION_V3",
                "INCEPTION_RESNET_V2",
                "DARKNET19",
                "LENET5"
            })
    void nothingIsLeftOfASmallerOne(NetworkType type) {
        assertThrows(IllegalArgumentException.class, () -> initialise(type, type.leastInputSize() - 1));
    }

    private static void initialise(NetworkType type, int size) {
        Block network = type.create(2);
        // Memory that nobody fills is memory that the system does not hand out.
        network.setInitializer(NDManager::create, _ -> true);
        try (NDManager manager = TorchEngine.newManager()) {
            network.initialize(manager, DataType.FLOAT32, new Shape(1, size, size, 3));
        }
    }
}
