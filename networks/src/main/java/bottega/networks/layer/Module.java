package bottega.networks.layer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * A block with one input and one output that is put together from others. A subclass registers its parts with
 * {@link #part} and states in {@link #flow} how they follow each other; the rest follows from that.
 */
public abstract non-sealed class Module extends Composite {
    /** The computation. It must not depend on {@code T}: the same steps whatever travels. */
    protected abstract <T> T flow(Flow<T> flow, T input);

    @Override
    protected final NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        return new NDList(flow(new ArrayFlow(parameterStore, training), inputs.singletonOrThrow()));
    }

    @Override
    protected final void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        flow(new ShapeFlow((block, inputs) -> block.initialize(manager, dataType, inputs)), inputShapes[0]);
    }

    /** @throws IllegalArgumentException when the input is so small that nothing is left of it on the way */
    @Override
    public final Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {flow(new ShapeFlow((_, _) -> {}), inputShapes[0])};
    }
}
