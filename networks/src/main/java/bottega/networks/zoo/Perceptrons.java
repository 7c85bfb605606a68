package bottega.networks.zoo;

import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * The lecture's networks of neurons: every pixel's brightness is an input of the first layer, and every neuron of a
 * layer is connected with all of the layer before.
 */
final class Perceptrons {
    private Perceptrons() {}

    /**
     * Rosenblatt 1958, "The Perceptron": one weighted sum of the pixels for each class, and the largest one wins. His
     * threshold is left to whoever reads the logits, since a step has no gradient.
     */
    static Block perceptron(int classes) {
        return pixels().add(new Tap("embedding")).add("fc", Layers.linear(classes));
    }

    /** The lecture's 784-16-16-10 for handwritten digits: sigmoid neurons with biases, 13,002 parameters at 28x28. */
    static Block digits28(int classes) {
        Sequence network = pixels();
        List<Integer> hidden = List.of(16, 16);
        for (int layer = 1; layer <= hidden.size(); layer++) {
            network.add("fc" + layer, Layers.linear(hidden.get(layer - 1)))
                    .add(Layers.sigmoid())
                    .add(new Tap(layer == hidden.size() ? "embedding" : "hidden" + layer));
        }
        return network.add("fc3", Layers.linear(classes));
    }

    /** The lecture's 25-20-20-20-5 for digits of 5x5 points: ReLU, no biases, 1,400 weights. */
    static Block digits5(int classes) {
        Sequence network = pixels();
        for (int layer = 1; layer <= 3; layer++) {
            network.add("fc" + layer, withoutBias(20))
                    .add(Layers.relu())
                    .add(new Tap(layer == 3 ? "embedding" : "hidden" + layer));
        }
        return network.add("fc4", withoutBias(classes));
    }

    private static Sequence pixels() {
        return new Sequence().add(new Luma()).add(Layers.flatten());
    }

    private static Block withoutBias(int units) {
        return Linear.builder().setUnits(units).optBias(false).build();
    }
}
