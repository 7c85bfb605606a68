package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The networks that take rows of numbers, by name. */
public enum NumberNetwork {
    /** Softmax regression, which is logistic regression where there are two classes. */
    LINEAR("linear"),
    /** The same sum for each class, as in {@link Perceptrons#perceptron}. */
    PERCEPTRON("perceptron"),
    /** Layers of neurons with ReLU, as wide as one likes. */
    MLP("mlp");

    private final String publicName;

    NumberNetwork(String publicName) {
        this.publicName = publicName;
    }

    public String publicName() {
        return publicName;
    }

    /**
     * An uninitialised block: float32 {@code [N, columns]} to logits {@code [N, classes]}, with taps {@code hidden1},
     * {@code hidden2} and so on, and {@code embedding} before the head. It begins with a {@link NumberInput}.
     *
     * @param classes at least 2
     * @param hidden neurons of each hidden layer, from the input on; of an {@link #MLP} at least one, else none
     */
    public Block create(int classes, List<Integer> hidden) {
        if (classes < 2) {
            throw new IllegalArgumentException("expected at least 2 classes, received " + classes);
        }
        if (hidden.isEmpty() == (this == MLP)) {
            throw new IllegalArgumentException(publicName + " with the hidden layers " + hidden);
        }
        Sequence network = new Sequence().add(NumberInput.NAME, new NumberInput());
        for (int layer = 1; layer <= hidden.size(); layer++) {
            network.add("fc" + layer, Layers.linear(hidden.get(layer - 1))).add(Layers.relu());
            if (layer < hidden.size()) {
                network.add(new Tap("hidden" + layer));
            }
        }
        return network.add(new Tap("embedding"))
                .add(hidden.isEmpty() ? "fc" : "fc" + (hidden.size() + 1), Layers.linear(classes));
    }

    public static Optional<NumberNetwork> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.publicName.equals(name))
                .findFirst();
    }
}
