package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Instance normalisation (Ulyanov, Vedaldi, Lempitsky 2016): each channel of each picture is brought to mean 0 and
 * variance 1, and gets a factor and a term, {@code gamma} and {@code beta}. Input and output {@code [N, C, ...]}; the same
 * in training and in use, at any batch size.
 */
public final class InstanceNorm extends AbstractBlock {
    private final float epsilon;
    private final Parameter gamma;
    private final Parameter beta;

    public InstanceNorm() {
        this(GroupNorm.EPSILON);
    }

    /** @param epsilon added to the variance */
    public InstanceNorm(float epsilon) {
        this.epsilon = epsilon;
        gamma = addParameter(Parameter.builder()
                .setName("gamma")
                .setType(Parameter.Type.GAMMA)
                .build());
        beta = addParameter(
                Parameter.builder().setName("beta").setType(Parameter.Type.BETA).build());
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        gamma.setShape(new Shape(inputShapes[0].get(1)));
        beta.setShape(new Shape(inputShapes[0].get(1)));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray factor = parameterStore.getValue(gamma, x.getDevice(), training);
        NDArray term = parameterStore.getValue(beta, x.getDevice(), training);
        return new NDList(Statistics.standardise(x, x.size(1), epsilon)
                .mul(Statistics.perChannel(factor, x))
                .add(Statistics.perChannel(term, x)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
