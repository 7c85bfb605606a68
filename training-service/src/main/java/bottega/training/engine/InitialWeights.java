package bottega.training.engine;

import ai.djl.nn.Block;

/** What a network begins with. */
@FunctionalInterface
public interface InitialWeights {
    /** Those that its layers draw. */
    InitialWeights RANDOM = _ -> {};

    /** @param network with random weights */
    void into(Block network);
}
