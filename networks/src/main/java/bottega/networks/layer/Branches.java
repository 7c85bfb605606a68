package bottega.networks.layer;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;

/** Several ways from one input, their channels one after the other. */
public final class Branches extends Module {
    private final List<Block> branches = new ArrayList<>();

    /** @param name of the branch's parameters in the published checkpoint */
    public Branches add(String name, Block branch) {
        branches.add(part(name, branch));
        return this;
    }

    /** A branch whose parameters' names have no level for it. */
    public Branches add(Block branch) {
        return add("", branch);
    }

    @Override
    protected <T> T flow(Flow<T> flow, T input) {
        var outputs = new ArrayList<T>();
        for (Block branch : branches) {
            outputs.add(flow.through(branch, input));
        }
        return flow.concatenate(outputs);
    }
}
