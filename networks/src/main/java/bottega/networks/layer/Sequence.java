package bottega.networks.layer;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;

/** One block after the other. */
public final class Sequence extends Module {
    private final List<Block> blocks = new ArrayList<>();

    /** @param name of the block's parameters in the published checkpoint */
    public Sequence add(String name, Block block) {
        blocks.add(part(name, block));
        return this;
    }

    /** A block without parameters, or one whose parameters' names have no level for it. */
    public Sequence add(Block block) {
        return add("", block);
    }

    @Override
    protected <T> T flow(Flow<T> flow, T input) {
        T current = input;
        for (Block block : blocks) {
            current = flow.through(block, current);
        }
        return current;
    }
}
