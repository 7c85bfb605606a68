package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Arrays;

/**
 * Huang, Sun, Liu, Sedra, Weinberger 2016, "Deep Networks with Stochastic Depth": in training the branch of a residual
 * block is left out at random, for each example by itself; what stays is divided by the rate of staying, so that in
 * evaluation nothing has to be done.
 */
public final class StochasticDepth extends AbstractBlock {
    private final float rate;

    /** @param rate of examples whose branch is left out, in [0, 1) */
    public StochasticDepth(float rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("rate of branches left out: expected 0 <= rate < 1, received " + rate);
        }
        this.rate = rate;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore, NDList inputs, boolean training, PairList<String, Object> params) {
        if (!training || rate == 0) {
            return inputs;
        }
        NDArray branch = inputs.singletonOrThrow();
        NDManager manager = branch.getManager();
        long[] perExample = new long[branch.getShape().dimension()];
        Arrays.fill(perExample, 1);
        perExample[0] = branch.getShape().get(0);
        NDArray stays = manager.randomUniform(0, 1, new Shape(perExample))
                .gte(manager.full(new Shape(), rate, DataType.FLOAT32))
                .toType(DataType.FLOAT32, false)
                .div(manager.full(new Shape(), 1 - rate, DataType.FLOAT32));
        return new NDList(branch.mul(stays));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
