package bottega.networks.layer;

import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;

/** A block whose parts have the names of the published checkpoint. */
abstract sealed class Composite extends AbstractBlock permits Module, BinaryModule {
    /**
     * @param name as in the published checkpoint, {@code conv1} or {@code features.0}; empty where the checkpoint has no
     *     level of its own here
     */
    protected final <B extends Block> B part(String name, B block) {
        return addChildBlock(name, block);
    }
}
