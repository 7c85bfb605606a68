package bottega.networks.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.List;

/** The forward pass. */
record ArrayFlow(ParameterStore parameters, boolean training) implements Flow<NDArray> {
    @Override
    public NDArray through(Block block, NDArray input) {
        return block.forward(parameters, new NDList(input), training).singletonOrThrow();
    }

    @Override
    public NDArray through(BinaryModule block, NDArray first, NDArray second) {
        return block.forward(parameters, new NDList(first, second), training).singletonOrThrow();
    }

    @Override
    public NDArray sum(NDArray one, NDArray other) {
        return one.add(other);
    }

    @Override
    public NDArray product(NDArray one, NDArray other) {
        return one.mul(other);
    }

    @Override
    public NDArray concatenate(List<NDArray> parts) {
        return NDArrays.concat(new NDList(parts), 1);
    }
}
