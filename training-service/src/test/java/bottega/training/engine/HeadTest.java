package bottega.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.ParameterNames;
import bottega.networks.zoo.NetworkType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadTest {
    @ParameterizedTest
    @EnumSource(names = {"LENET", "RESNET8", "SQUEEZENET"})
    void onlyTheLastLayerBeginsSmall(NetworkType type) {
        try (NDManager manager = TorchEngine.newManager()) {
            Block network = type.create(5);
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 64, 64, 3));
            var before = values(network);
            Head.shrink(network);
            var after = values(network);
            var head = Head.names(network);
            assertTrue(head.size() == 2, head.toString());
            before.forEach((name, values) -> {
                if (head.contains(name)) {
                    for (int i = 0; i < values.length; i++) {
                        // one rounding
                        assertEquals(0.01f * values[i], after.get(name)[i], 1e-7f * Math.abs(values[i]), name);
                    }
                } else {
                    assertArrayEquals(values, after.get(name), name);
                }
            });
        }
    }

    private static Map<String, float[]> values(Block network) {
        var values = new LinkedHashMap<String, float[]>();
        ParameterNames.of(network)
                .forEach((name, parameter) ->
                        values.put(name, parameter.getArray().toFloatArray()));
        return values;
    }
}
