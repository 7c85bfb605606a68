package bottega.networks.zoo;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.Depth;
import bottega.networks.layer.ParameterNames;

/**
 * The figures of a network, counted on the network itself.
 *
 * @param parameters trainable ones; batch normalisation's running statistics are not among them
 * @param statistics running means and variances: stored with the parameters, not trained
 * @param depth see {@link Depth}
 */
public record NetworkSummary(long parameters, long statistics, int depth) {
    /** Of the network at its own input size. */
    public static NetworkSummary of(NetworkType type, int classes) {
        Block network = type.create(classes);
        // Memory that nobody fills is memory that the system does not hand out.
        network.setInitializer(NDManager::create, _ -> true);
        try (NDManager manager = TorchEngine.newManager()) {
            network.initialize(manager, DataType.FLOAT32, new Shape(1, type.inputSize(), type.inputSize(), 3));
            long parameters = 0;
            long statistics = 0;
            for (Parameter parameter : ParameterNames.of(network).values()) {
                long size = parameter.getShape().size();
                switch (parameter.getType()) {
                    case RUNNING_MEAN, RUNNING_VAR -> statistics += size;
                    case WEIGHT, BIAS, GAMMA, BETA, OTHER -> parameters += size;
                }
            }
            return new NetworkSummary(parameters, statistics, Depth.of(network));
        }
    }

    /** MiB that parameters and statistics take as float32. */
    public double megabytes() {
        return (parameters + statistics) * (double) Float.BYTES / (1 << 20);
    }
}
