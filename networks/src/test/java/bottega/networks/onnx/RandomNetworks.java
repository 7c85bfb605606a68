package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import bottega.networks.zoo.NetworkType;

/**
 * Networks whose every parameter is random, batch normalisation's statistics too, so that none can be forgotten. The
 * statistics are those of the network's own activations on random pictures, then changed at random: with numbers from
 * nowhere a deep network would explode, or give every picture the same answer.
 */
public final class RandomNetworks {
    private static final int PICTURES = 8;

    /** What a training step leaves of the statistics before it; DJL's default. */
    private static final double MOMENTUM = 0.9;

    private RandomNetworks() {}

    public static Block of(NetworkType type, int classes, int size, NDManager manager) {
        TorchEngine.get().setRandomSeed(7);
        Block network = type.create(classes);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, size, size, 3));
        for (Parameter parameter : network.getParameters().values()) {
            NDArray array = parameter.getArray();
            switch (parameter.getType()) {
                case WEIGHT -> {
                    // as it was initialised
                }
                case GAMMA -> set(array, uniform(array, manager));
                case BIAS, OTHER -> set(array, normal(array, manager).mul(0.3));
                // Mostly above zero, where rectifiers pass it on: a random network with batch normalisation whose every
                // rectifier cuts makes small differences larger by a fifth in each layer (Yang et al. 2019, "A Mean
                // Field Theory of Batch Normalization"), rounding errors too.
                case BETA -> set(array, normal(array, manager).mul(0.3).add(1));
                case RUNNING_MEAN, RUNNING_VAR -> set(array, array.zerosLike());
            }
        }
        observe(network, size, manager);
        return network;
    }

    private static void observe(Block network, int size, NDManager manager) {
        try (NDManager step = manager.newSubManager()) {
            NDArray pictures = RandomPictures.of(PICTURES, size, 11, step);
            network.forward(new ParameterStore(step, false), new NDList(pictures), true);
            for (Parameter parameter : network.getParameters().values()) {
                NDArray array = parameter.getArray();
                switch (parameter.getType()) {
                    case RUNNING_MEAN -> set(array, array.div(1 - MOMENTUM).mul(uniform(array, step)));
                    // Channels that are silent on these pictures would be made very loud on others.
                    case RUNNING_VAR ->
                        set(array, array.div(1 - MOMENTUM).add(0.1).mul(uniform(array, step)));
                    case WEIGHT, BIAS, GAMMA, BETA, OTHER -> {
                        // no statistics
                    }
                }
            }
        }
    }

    private static NDArray uniform(NDArray array, NDManager manager) {
        return manager.randomUniform(0.5f, 1.5f, array.getShape());
    }

    private static NDArray normal(NDArray array, NDManager manager) {
        return manager.randomNormal(array.getShape());
    }

    private static void set(NDArray array, NDArray values) {
        array.set(values.toByteBuffer());
    }
}
