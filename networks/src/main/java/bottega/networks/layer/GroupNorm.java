package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Group normalisation (Wu and He 2018): the channels of each picture are divided into groups, and each group is brought to
 * mean 0 and variance 1; then each channel gets a factor and a term, {@code gamma} and {@code beta}. Input and output
 * {@code [N, C, ...]}; the same in training and in use, at any batch size.
 */
public final class GroupNorm extends AbstractBlock {
    /** PyTorch's. */
    static final float EPSILON = 1e-5f;

    private final int groups;
    private final float epsilon;
    private final Parameter gamma;
    private final Parameter beta;

    /** @param groups a divisor of the number of channels */
    public GroupNorm(int groups) {
        this(groups, EPSILON);
    }

    /** @param epsilon added to the variance */
    public GroupNorm(int groups, float epsilon) {
        if (groups < 1) {
            throw new IllegalArgumentException("groups: expected at least 1, received " + groups);
        }
        this.groups = groups;
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
        long channels = inputShapes[0].get(1);
        if (channels % groups != 0) {
            throw new IllegalArgumentException(
                    "groups: expected a divisor of the number of channels " + channels + ", received " + groups);
        }
        gamma.setShape(new Shape(channels));
        beta.setShape(new Shape(channels));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray factor = parameterStore.getValue(gamma, x.getDevice(), training);
        NDArray term = parameterStore.getValue(beta, x.getDevice(), training);
        return new NDList(Statistics.standardise(x, groups, epsilon)
                .mul(Statistics.perChannel(factor, x))
                .add(Statistics.perChannel(term, x)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
