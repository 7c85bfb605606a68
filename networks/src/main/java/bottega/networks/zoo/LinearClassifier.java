package bottega.networks.zoo;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import bottega.networks.tap.Tap;

/** {@code logits = W pixels + b}. */
final class LinearClassifier {
    private LinearClassifier() {}

    static Block create(int classes) {
        return new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(new Tap("embedding"))
                .add(Linear.builder().setUnits(classes).build());
    }
}
