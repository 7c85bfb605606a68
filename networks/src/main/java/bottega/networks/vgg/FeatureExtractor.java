package bottega.networks.vgg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * Blocks one after another, of which only the tapped activations are wanted: every other one is closed as soon as the
 * next block has it, so that the engine keeps no more than its gradients need. The output is the last activation.
 */
final class FeatureExtractor extends SequentialBlock {
    static FeatureExtractor of(List<Block> blocks) {
        var extractor = new FeatureExtractor();
        extractor.addAll(List.copyOf(blocks));
        return extractor;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray current = inputs.singletonOrThrow();
        boolean wanted = true; // the input is the caller's
        for (Block block : children.values()) {
            NDArray next = block.forward(parameterStore, new NDList(current), training, params)
                    .singletonOrThrow();
            if (block instanceof Tap) {
                wanted = true;
            } else if (next != current) {
                if (!wanted) {
                    current.close();
                }
                current = next;
                wanted = false;
            }
        }
        return new NDList(current);
    }
}
