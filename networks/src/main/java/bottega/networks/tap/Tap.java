package bottega.networks.tap;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** An identity that makes the activation at its place known as {@code name} ({@code relu4_2}, {@code embedding}). */
public final class Tap extends AbstractBlock {
    private final String name;

    public Tap(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a tap needs a name, received a blank one");
        }
        this.name = name;
    }

    public String name() {
        return name;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        Taps.record(name, inputs.singletonOrThrow());
        return inputs;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }

    @Override
    public String toString() {
        return "Tap(" + name + ")";
    }
}
