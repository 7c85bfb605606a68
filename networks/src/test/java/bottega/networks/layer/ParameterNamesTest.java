package bottega.networks.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.nn.SequentialBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterNamesTest {
    @Test
    void namesAreTheCheckpointsAlsoBehindTheTenthPart() {
        var features = new Sequence();
        for (int i = 0; i < 12; i++) {
            features.add(Integer.toString(i), Layers.convolution(1, 1));
        }
        var network = new Sequence().add("features", features).add(new Sequence().add("bn", Layers.batchNorm()));
        List<String> names = List.copyOf(ParameterNames.of(network).keySet());
        assertEquals(List.of("features.0.weight", "features.0.bias"), names.subList(0, 2));
        assertEquals(List.of("features.11.weight", "features.11.bias"), names.subList(22, 24));
        assertEquals(
                List.of("bn.weight", "bn.bias", "bn.running_mean", "bn.running_var"), names.subList(24, names.size()));
    }

    @Test
    void otherPeoplesBlocksKeepDjlsNames() {
        var network = new Sequence().add("head", new SequentialBlock().add(Layers.linear(2)));
        assertEquals(
                List.of("head.01Linear.weight", "head.01Linear.bias"),
                List.copyOf(ParameterNames.of(network).keySet()));
    }

    @Test
    void twoOfOneNameAreAnError() {
        var network = new Sequence().add(Layers.linear(2)).add(Layers.linear(2));
        assertThrows(IllegalStateException.class, () -> ParameterNames.of(network));
    }
}
