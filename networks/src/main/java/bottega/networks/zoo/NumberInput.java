package bottega.networks.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import bottega.networks.layer.ParameterNames;

/**
 * The first block of a network on numbers, so that standardising them is part of the model: float32 {@code [N, columns]} in
 * and out, {@code (x - mean) / deviation} column by column. Mean and deviation are stored with the weights and not trained;
 * 0 and 1 until they are {@link #set}.
 */
public final class NumberInput extends AbstractBlock {
    /** What the block is called in a {@link NumberNetwork}. */
    static final String NAME = "input";

    private static final String MEAN = "mean";
    private static final String DEVIATION = "deviation";

    private final Parameter mean;
    private final Parameter deviation;

    NumberInput() {
        mean = addParameter(Parameter.builder()
                .setName(MEAN)
                .setType(Parameter.Type.RUNNING_MEAN)
                .optRequiresGrad(false)
                .build());
        deviation = addParameter(Parameter.builder()
                .setName(DEVIATION)
                .setType(Parameter.Type.RUNNING_VAR)
                .optRequiresGrad(false)
                .build());
    }

    /**
     * @param network of {@link NumberNetwork}, initialised
     * @param mean of each column
     * @param deviation of each column, above 0
     */
    public static void set(Block network, float[] mean, float[] deviation) {
        for (float value : deviation) {
            if (!(value > 0)) {
                throw new IllegalArgumentException("expected deviations above 0, received " + value);
            }
        }
        var parameters = ParameterNames.of(network);
        write(mean, parameters.get(NAME + "." + MEAN).getArray());
        write(deviation, parameters.get(NAME + "." + DEVIATION).getArray());
    }

    /** Element by element, since set(float[]) would make the array a view of Java's memory. */
    private static void write(float[] values, NDArray target) {
        if (target.size() != values.length) {
            throw new IllegalArgumentException("expected " + target.size() + " columns, received " + values.length);
        }
        try (NDManager manager = target.getManager().newSubManager()) {
            target.set(new NDIndex().addSliceDim(0, values.length), manager.create(values));
        }
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        Shape columns = inputShapes[0].slice(1);
        mean.setShape(columns);
        deviation.setShape(columns);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray numbers = inputs.singletonOrThrow();
        // Subtracted before it is scaled: of 2000 to 2025 nothing is lost in float32.
        return new NDList(numbers.sub(parameterStore.getValue(mean, numbers.getDevice(), training))
                .div(parameterStore.getValue(deviation, numbers.getDevice(), training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
