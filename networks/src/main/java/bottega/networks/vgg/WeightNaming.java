package bottega.networks.vgg;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import bottega.networks.weights.SafeTensors;
import java.util.Arrays;
import java.util.Optional;

/** The ways in which files of VGG-19 name their tensors, and what each of those networks wants as its input. */
enum WeightNaming {
    /** {@code conv11.weight}; {@code conv0} maps RGB 0..1 to BGR minus mean; {@code *_aux} are not needed. */
    DISTILLED("conv11.weight") {
        @Override
        String tensor(VggLayer layer) {
            return "conv" + layer.stage() + layer.index();
        }

        @Override
        ColourTransform colourTransform(SafeTensors file, NDManager manager) {
            return new ColourTransform(
                    VggWeights.read(file, "conv0.weight", new Shape(3, 3, 1, 1), manager),
                    VggWeights.read(file, "conv0.bias", new Shape(3), manager));
        }
    },
    /** {@code features.0.weight}; RGB 0..1, minus mean, by standard deviation. */
    TORCHVISION("features.0.weight") {
        private static final int[] INDICES = {0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34};

        @Override
        String tensor(VggLayer layer) {
            return "features." + INDICES[layer.position()];
        }

        @Override
        ColourTransform colourTransform(SafeTensors file, NDManager manager) {
            return ColourTransform.torchvision(manager);
        }
    },
    /** {@code conv1_1.weight}, as converted from Caffe; BGR 0..255 minus mean. */
    CAFFE("conv1_1.weight") {
        @Override
        String tensor(VggLayer layer) {
            return layer.convolution();
        }

        @Override
        ColourTransform colourTransform(SafeTensors file, NDManager manager) {
            return ColourTransform.caffe(manager);
        }
    };

    private final String mark;

    WeightNaming(String mark) {
        this.mark = mark;
    }

    /** The layer's name in the file, without {@code .weight} and {@code .bias}. */
    abstract String tensor(VggLayer layer);

    abstract ColourTransform colourTransform(SafeTensors file, NDManager manager);

    static Optional<WeightNaming> of(SafeTensors file) {
        return Arrays.stream(values())
                .filter(naming -> file.tensors().containsKey(naming.mark))
                .findFirst();
    }

    /** In words, for problems. */
    static String known() {
        return "one of " + Arrays.stream(values()).map(naming -> naming.mark).toList();
    }
}
