package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DropoutTest {
    @ParameterizedTest
    @EnumSource(NetworkType.class)
    void theNetworksThatSayTheyHaveDropoutHaveIt(NetworkType type) {
        assertEquals(type.dropout().isPresent(), has(type.create(3)));
        if (type.dropout().isEmpty()) {
            assertThrows(IllegalArgumentException.class, () -> type.create(3, Preprocessing.UNIT, 0.5f));
        }
    }

    private static boolean has(Block block) {
        return block instanceof Dropout || block.getChildren().values().stream().anyMatch(DropoutTest::has);
    }

    /** SqueezeNet has nothing else that differs between training and evaluation. */
    @Test
    void theRateIsTheOneThatWasAskedFor() {
        try (NDManager manager = TorchEngine.newManager()) {
            assertArrayEquals(logits(manager, 0, false), logits(manager, 0, true));
            assertFalse(Arrays.equals(logits(manager, 0.9f, false), logits(manager, 0.9f, true)));
            assertArrayEquals(logits(manager, 0, false), logits(manager, 0.9f, false));
        }
    }

    private static float[] logits(NDManager manager, float rate, boolean training) {
        TorchEngine.get().setRandomSeed(3);
        Block network = NetworkType.SQUEEZENET.create(3, Preprocessing.UNIT, rate);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, 48, 48, 3));
        NDArray pictures = manager.arange(48 * 48 * 3)
                .mul(7)
                .mod(256)
                .toType(DataType.UINT8, false)
                .reshape(1, 48, 48, 3);
        return network.forward(new ParameterStore(manager, false), new NDList(pictures), training)
                .singletonOrThrow()
                .toFloatArray();
    }

    @Test
    void ratesThatDropAllOrLessThanNothingAreRefused() {
        for (float rate : new float[] {-0.1f, 1, Float.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> NetworkType.VGG19.create(3, Preprocessing.CAFFE, rate));
        }
    }
}
