package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.function.UnaryOperator;

/**
 * A function of each element, an activation above all. DJL's lambda block would do, but it runs its function on real
 * arrays when it is asked for a shape.
 */
final class Elementwise extends AbstractBlock {
    private final String name;
    private final UnaryOperator<NDArray> function;

    Elementwise(String name, UnaryOperator<NDArray> function) {
        this.name = name;
        this.function = function;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        return new NDList(function.apply(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }

    @Override
    public String toString() {
        return name;
    }
}
