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
import java.util.List;

/** Networks whose every parameter is random, batch normalisation's statistics too, so that none can be forgotten. */
public final class RandomNetworks {
    /** What a pass leaves of the old statistics: DJL's default, which no network of ours changes. */
    private static final float MOMENTUM = 0.9f;

    /** For statistics of the few places that small maps have; of large pictures fewer do, and take the memory. */
    private static final int SMALL_PICTURES = 8;

    private static final int LARGE_PICTURES = 4;

    /** Well above what a comparison asks for; the tolerance does not grow below 1. */
    private static final double DEVIATION = 0.2;

    private RandomNetworks() {}

    public static Block of(NetworkType type, int classes, int size, NDManager manager) {
        int count = size > 128 ? LARGE_PICTURES : SMALL_PICTURES;
        TorchEngine.get().setRandomSeed(7);
        Block network = type.create(classes);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, size, size, 3));
        try (NDManager pass = manager.newSubManager()) {
            randomise(network, RandomPictures.of(count, size, 7, pass));
        }
        try (NDManager pass = manager.newSubManager()) {
            separate(network, RandomPictures.toCompare(size, pass));
        }
        return network;
    }

    /**
     * Biases and normalisation's parameters become random, running statistics random around those of {@code inputs}:
     * statistics that have nothing to do with the activations let these grow with each of a hundred layers, and gains of
     * one around a mean of zero let rounding errors grow so (Yang et al. 2019, "A Mean Field Theory of Batch
     * Normalization"), until float32 has no digits left to compare. Trained networks do neither.
     *
     * @param network initialised
     */
    public static void randomise(Block network, NDArray inputs) {
        NDManager manager = inputs.getManager();
        for (Parameter parameter : network.getParameters().values()) {
            NDArray array = parameter.getArray();
            switch (parameter.getType()) {
                case WEIGHT -> {
                    // as it was initialised
                }
                case GAMMA -> set(array, around(0.5f, array, manager));
                case BETA -> set(array, around(0.5f, array, manager));
                case BIAS, OTHER -> set(array, normal(array, manager).mul(0.3));
                case RUNNING_MEAN, RUNNING_VAR -> set(array, array.zerosLike());
            }
        }
        network.forward(new ParameterStore(manager, false), new NDList(inputs), true);
        NDArray mean = null;
        for (Parameter parameter : network.getParameters().values()) {
            switch (parameter.getType()) {
                case RUNNING_MEAN -> mean = parameter.getArray();
                case RUNNING_VAR -> {
                    NDArray variance = parameter.getArray();
                    set(variance, variance.div(1 - MOMENTUM).add(1e-3f).mul(around(1, variance, manager)));
                    NDArray shift = normal(mean, manager).mul(variance.sqrt()).mul(0.1);
                    set(mean, mean.div(1 - MOMENTUM).add(shift));
                }
                case WEIGHT, GAMMA, BIAS, BETA, OTHER -> {
                    // done
                }
            }
        }
    }

    /**
     * A head as loud as makes logits differ by {@value #DEVIATION} on the pictures to compare: sigmoids in layers leave
     * little of the difference between pictures, other layers much. Without normalisation activations are as large as
     * the input makes them, rounding errors with them: there a loud head is left alone.
     */
    private static void separate(Block network, NDArray inputs) {
        double deviation = Deviation.across(List.of(OnnxExporter.run(network, inputs)));
        boolean normalises = network.getParameters().values().stream()
                .anyMatch(parameter -> parameter.getType() == Parameter.Type.RUNNING_VAR);
        if (deviation >= DEVIATION && !normalises) {
            return;
        }
        Parameter head = network.getParameters().values().stream()
                .filter(parameter -> parameter.getType() == Parameter.Type.WEIGHT)
                .toList()
                .getLast();
        set(head.getArray(), head.getArray().mul(DEVIATION / deviation));
    }

    private static void set(NDArray array, NDArray values) {
        array.set(values.toByteBuffer());
    }

    private static NDArray normal(NDArray array, NDManager manager) {
        return manager.randomNormal(array.getShape());
    }

    private static NDArray around(float middle, NDArray array, NDManager manager) {
        return manager.randomUniform(middle - 0.2f, middle + 0.2f, array.getShape());
    }
}
