package bottega.networks.layer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** A {@link Module} with two inputs, such as a cell that reads the two cells before it. */
public abstract non-sealed class BinaryModule extends Composite {
    /** The computation, as {@link Module#flow}. */
    protected abstract <T> T flow(Flow<T> flow, T first, T second);

    @Override
    protected final NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + " takes two arrays, received " + inputs.size());
        }
        return new NDList(flow(new ArrayFlow(parameterStore, training), inputs.get(0), inputs.get(1)));
    }

    @Override
    protected final void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        flow(
                new ShapeFlow((block, inputs) -> block.initialize(manager, dataType, inputs)),
                inputShapes[0],
                inputShapes[1]);
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {flow(new ShapeFlow((_, _) -> {}), inputShapes[0], inputShapes[1])};
    }
}
