package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.engine.TorchEngine;
import bottega.networks.zoo.NetworkType;

/** Networks whose every parameter is random, batch normalisation's statistics too, so that none can be forgotten. */
public final class RandomNetworks {
    private RandomNetworks() {}

    public static Block of(NetworkType type, int classes, int size, NDManager manager) {
        TorchEngine.get().setRandomSeed(7);
        Block network = type.create(classes);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, size, size, 3));
        network.getParameters().forEach(entry -> {
            NDArray array = entry.getValue().getArray();
            switch (entry.getValue().getType()) {
                case WEIGHT -> {
                    // as it was initialised
                }
                case RUNNING_VAR, GAMMA ->
                    entry.getValue().getArray().set(positive(array, manager).toByteBuffer());
                case BIAS, BETA, RUNNING_MEAN, OTHER ->
                    array.set(manager.randomNormal(array.getShape()).mul(0.3).toByteBuffer());
            }
        });
        return network;
    }

    private static NDArray positive(NDArray array, NDManager manager) {
        return manager.randomUniform(0.5f, 1.5f, array.getShape());
    }
}
