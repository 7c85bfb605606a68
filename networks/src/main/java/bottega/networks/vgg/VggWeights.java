package bottega.networks.vgg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.networks.weights.SafeTensors;
import bottega.networks.weights.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a network is made of, from the picture up to some layer.
 *
 * @param colours before the first convolution
 * @param convolutions in the order of {@link VggLayer#ALL}, as many as there are
 */
record VggWeights(ColourTransform colours, List<Convolution> convolutions) {
    private static final int KERNEL = 3;

    /**
     * @param weight FLOAT32 {@code [out, in, 3, 3]}
     * @param bias FLOAT32 {@code [out]}
     */
    record Convolution(NDArray weight, NDArray bias) {}

    /** The first {@code layers} convolutions of a file. */
    static VggWeights load(SafeTensors file, int layers, NDManager manager) {
        WeightNaming naming = WeightNaming.of(file).orElseThrow(() -> unknownLayout(file));
        var convolutions = new ArrayList<Convolution>();
        long channels = 3;
        for (VggLayer layer : VggLayer.ALL.subList(0, layers)) {
            String name = naming.tensor(layer);
            TensorInfo info = file.tensors().get(name + ".weight");
            if (info == null || info.shape().dimension() != 4) {
                throw unsuitable(name + ".weight", "[out, " + channels + ", 3, 3]", info);
            }
            long filters = info.shape().get(0);
            NDArray weight = read(file, name + ".weight", new Shape(filters, channels, KERNEL, KERNEL), manager);
            convolutions.add(new Convolution(weight, read(file, name + ".bias", new Shape(filters), manager)));
            channels = filters;
        }
        return new VggWeights(naming.colourTransform(file, manager), List.copyOf(convolutions));
    }

    /** How many convolutions, from the picture on, a file holds. */
    static int depth(SafeTensors file) {
        WeightNaming naming = WeightNaming.of(file).orElseThrow(() -> unknownLayout(file));
        int depth = 0;
        while (depth < VggLayer.ALL.size()
                && file.tensors().containsKey(naming.tensor(VggLayer.ALL.get(depth)) + ".weight")) {
            depth++;
        }
        return depth;
    }

    /**
     * Filters after He et al. (2015): Gaussian with deviation {@code sqrt(2 / (in * 9))}, biases zero, so that
     * activations neither grow nor fade with depth. The same seed gives the same filters on every machine.
     *
     * @param widths channels of the five stages
     */
    static VggWeights random(long seed, List<Integer> widths, int layers, NDManager manager) {
        var random = new Random(seed);
        var convolutions = new ArrayList<Convolution>();
        int channels = 3;
        for (VggLayer layer : VggLayer.ALL.subList(0, layers)) {
            int filters = widths.get(layer.stage() - 1);
            float[] weight = new float[filters * channels * KERNEL * KERNEL];
            double deviation = Math.sqrt(2.0 / (channels * KERNEL * KERNEL));
            for (int i = 0; i < weight.length; i++) {
                weight[i] = (float) (random.nextGaussian() * deviation);
            }
            convolutions.add(new Convolution(
                    inEngineMemory(manager.create(weight, new Shape(filters, channels, KERNEL, KERNEL))),
                    manager.zeros(new Shape(filters))));
            channels = filters;
        }
        return new VggWeights(ColourTransform.caffe(manager), List.copyOf(convolutions));
    }

    static NDArray read(SafeTensors file, String name, Shape shape, NDManager manager) {
        TensorInfo info = file.tensors().get(name);
        if (info == null
                || !info.shape().equals(shape)
                || shape.size() == 0
                || !info.type().dataType().isFloating()) {
            throw unsuitable(name, "floating-point numbers " + shape, info);
        }
        NDArray array = inEngineMemory(file.read(name, manager).toType(DataType.FLOAT32, false));
        try (NDArray largest = array.abs().max()) {
            if (!Float.isFinite(largest.getFloat())) {
                throw unsuitable(name, "finite numbers", "NaN or infinity among them");
            }
        }
        return array;
    }

    /**
     * Arrays made from Java's memory stay there, aligned to 16 bytes; the engine's own are aligned to 64. Its kernels
     * add in another order by alignment, so only its own memory gives the same last digits in every run.
     */
    private static NDArray inEngineMemory(NDArray array) {
        try (array) {
            return array.duplicate();
        }
    }

    private static ProblemException unsuitable(String tensor, Object expected, Object received) {
        return Problem.of(
                        422,
                        "unsuitable-weights",
                        "Unsuitable weight file",
                        "The weight file is no VGG-19: the tensor '" + tensor + "' does not fit.")
                .at(tensor)
                .expected(expected)
                .received(received == null ? "no such tensor" : received)
                .remedy("Use a file with the weights of VGG-19's convolutional part.")
                .exception();
    }

    private static ProblemException unknownLayout(SafeTensors file) {
        return Problem.of(
                        422,
                        "unsuitable-weights",
                        "Unsuitable weight file",
                        "The weight file holds no VGG-19 under any of the names that are known.")
                .expected(WeightNaming.known() + " among its tensors")
                .received(file.tensors().size() + " tensors: "
                        + file.tensors().keySet().stream()
                                .limit(5)
                                .map(name -> name.length() <= 40 ? name : name.substring(0, 40) + "...")
                                .toList())
                .remedy("Use a file with the weights of VGG-19's convolutional part.")
                .exception();
    }
}
