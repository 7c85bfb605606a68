package bottega.networks.vgg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.style.Pooling;
import bottega.networks.engine.TorchEngine;
import bottega.networks.tap.Tap;
import bottega.networks.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Builds VGG-19's convolutional part up to the deepest layer that is asked for: 3x3 convolutions with zeros around,
 * each followed by a rectifier, 2x2 poolings between the five stages. Layers are named as in the papers.
 */
public final class Vgg19 {
    /** The channels of the five stages of {@link #random}, those of the distilled network. */
    public static final List<Integer> RANDOM_WIDTHS = List.of(16, 32, 64, 128, 128);

    private Vgg19() {}

    /**
     * The names that {@code taps} may hold: {@code conv1_1, relu1_1, ...}, in the order of the network.
     *
     * @param file a weight file; it may end before {@code relu5_4}
     * @throws ProblemException ({@code unsuitable-weights}, {@code damaged-weights}) when it holds no VGG-19
     */
    public static List<String> layers(Path file) throws IOException {
        try (SafeTensors weights = SafeTensors.open(file)) {
            return names(VggWeights.depth(weights));
        }
    }

    /**
     * @param file with the distilled encoder's, torchvision's or Caffe's names
     * @param taps the layers whose activations are wanted, at least one
     * @return to be closed by the caller
     * @throws ProblemException ({@code unsuitable-weights}, {@code damaged-weights}, {@code unknown-layer})
     */
    public static FeatureNetwork load(Path file, Set<String> taps, Pooling pooling) throws IOException {
        NDManager manager = TorchEngine.newManager();
        try (SafeTensors weights = SafeTensors.open(file)) {
            int layers = deepest(taps, VggWeights.depth(weights));
            return build(VggWeights.load(weights, layers, manager), taps, pooling, manager);
        } catch (Throwable e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Seeded random filters of {@link #RANDOM_WIDTHS} channels: a network that has never seen a picture. It carries
     * colours and coarse texture, not more.
     *
     * @return to be closed by the caller
     */
    public static FeatureNetwork random(long seed, Set<String> taps, Pooling pooling) {
        NDManager manager = TorchEngine.newManager();
        try {
            int layers = deepest(taps, VggLayer.ALL.size());
            return build(VggWeights.random(seed, RANDOM_WIDTHS, layers, manager), taps, pooling, manager);
        } catch (Throwable e) {
            manager.close();
            throw e;
        }
    }

    private static List<String> names(int layers) {
        return VggLayer.ALL.subList(0, layers).stream()
                .<String>mapMulti((layer, names) -> {
                    names.accept(layer.convolution());
                    names.accept(layer.rectified());
                })
                .toList();
    }

    /** How many convolutions it takes to give all {@code taps}. */
    private static int deepest(Set<String> taps, int available) {
        List<String> names = names(available);
        int deepest = 0;
        for (String tap : taps) {
            if (!names.contains(tap)) {
                throw Problem.of(422, "unknown-layer", "Unknown layer", "The network has no layer '" + tap + "'.")
                        .expected("one of " + names)
                        .received(tap)
                        .remedy("Name a layer that the network has.")
                        .exception();
            }
            deepest = Math.max(deepest, names.indexOf(tap) / 2 + 1);
        }
        if (deepest == 0) {
            throw new IllegalArgumentException("taps: expected at least one layer, received none");
        }
        return deepest;
    }

    private static FeatureNetwork build(VggWeights weights, Set<String> taps, Pooling pooling, NDManager manager) {
        Block colours =
                convolution(weights.colours().weight(), weights.colours().bias(), 0);
        var blocks = new ArrayList<Block>();
        int smallestSide = 1;
        for (int i = 0; i < weights.convolutions().size(); i++) {
            VggLayer layer = VggLayer.ALL.get(i);
            if (layer.isAfterPooling()) {
                blocks.add(pooling(pooling));
                smallestSide *= 2;
            }
            VggWeights.Convolution convolution = weights.convolutions().get(i);
            blocks.add(convolution(convolution.weight(), convolution.bias(), 1));
            tap(layer.convolution(), taps, blocks);
            blocks.add(Activation.reluBlock());
            tap(layer.rectified(), taps, blocks);
        }
        Block layers = FeatureExtractor.of(blocks);
        for (Block block : List.of(colours, layers)) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, smallestSide, smallestSide));
            block.freezeParameters(true);
        }
        return new FeatureNetwork(manager, colours, layers, smallestSide);
    }

    private static Block pooling(Pooling pooling) {
        Shape window = new Shape(2, 2);
        return switch (pooling) {
            case AVERAGE -> Pool.avgPool2dBlock(window, window);
            case MAX -> Pool.maxPool2dBlock(window, window);
        };
    }

    private static void tap(String name, Set<String> taps, List<Block> blocks) {
        if (taps.contains(name)) {
            blocks.add(new Tap(name));
        }
    }

    /** Stride 1; with {@code padding} 1 the output of a 3x3 kernel is as large as its input. */
    private static Block convolution(NDArray weight, NDArray bias, int padding) {
        Shape kernel = weight.getShape().slice(2);
        Conv2d convolution = Conv2d.builder()
                .setKernelShape(kernel)
                .setFilters((int) weight.getShape().get(0))
                .optPadding(new Shape(padding, padding))
                .build();
        for (var parameter : convolution.getDirectParameters()) {
            Parameter value = parameter.getValue();
            value.setArray(value.getType() == Parameter.Type.WEIGHT ? weight : bias);
        }
        return convolution;
    }
}
