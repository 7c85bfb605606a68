package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;

/** {@code logits = W pixels + b}. */
final class LinearClassifier {
    private LinearClassifier() {}

    static Block create(int classes) {
        return new Sequence().add(Layers.flatten()).add(new Tap("embedding")).add("fc", Layers.linear(classes));
    }
}
