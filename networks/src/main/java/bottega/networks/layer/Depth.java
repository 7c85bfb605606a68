package bottega.networks.layer;

import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.core.Linear;
import java.util.List;

/** The largest number of convolutions and linear layers on a way from input to output, as networks' depths are counted. */
public final class Depth implements Flow<Integer> {
    private Depth() {}

    /** @param network of modules of this package; any other block counts as one layer if it is one, else as none */
    public static int of(Block network) {
        return new Depth().through(network, 0);
    }

    @Override
    public Integer through(Block block, Integer input) {
        return switch (block) {
            case Module module -> module.flow(this, input);
            case Convolution _, Linear _ -> input + 1;
            default -> input;
        };
    }

    @Override
    public Integer through(BinaryModule block, Integer first, Integer second) {
        return block.flow(this, first, second);
    }

    @Override
    public Integer sum(Integer one, Integer other) {
        return Math.max(one, other);
    }

    @Override
    public Integer product(Integer one, Integer other) {
        return Math.max(one, other);
    }

    @Override
    public Integer concatenate(List<Integer> parts) {
        return parts.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
