package bottega.networks.weights.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A way of naming a network's parameters.
 *
 * @param label in words
 * @param published from a name in a file to the name that the network publishes; others are left alone
 */
record Naming(String label, UnaryOperator<String> published) {
    private static final Pattern OLD_DENSENET =
            Pattern.compile("(.*denselayer\\d+\\.(?:norm|conv))\\.([12]\\.(?:weight|bias|running_mean|running_var))");

    /** Tried in this order; the one under which most parameters fit is taken. */
    static final List<Naming> KNOWN = List.of(
            new Naming("as published", UnaryOperator.identity()),
            // PyTorch before 0.4 allowed dots in names of modules: norm.1 is norm1 today
            new Naming("old DenseNet names", name -> OLD_DENSENET.matcher(name).replaceFirst("$1$2")),
            layers("Caffe's names of SqueezeNet 1.0", squeezeNet(3, 4, 5, 7, 8, 9, 10, 12)),
            layers("Caffe's names of SqueezeNet 1.1", squeezeNet(3, 4, 6, 7, 9, 10, 11, 12)),
            layers("Caffe's names of VGG-16", vgg(2, 2, 3, 3, 3)),
            layers("Caffe's names of VGG-19", vgg(2, 2, 4, 4, 4)));

    /** {@code fire2/squeeze1x1.weight} is {@code features.3.squeeze.weight}. */
    private static Map<String, String> squeezeNet(int... positionsOfFires) {
        var layers = new HashMap<>(Map.of("conv1", "features.0", "conv10", "classifier.1"));
        for (int i = 0; i < positionsOfFires.length; i++) {
            String fire = "features." + positionsOfFires[i] + ".";
            layers.put("fire" + (i + 2) + "/squeeze1x1", fire + "squeeze");
            layers.put("fire" + (i + 2) + "/expand1x1", fire + "expand1x1");
            layers.put("fire" + (i + 2) + "/expand3x3", fire + "expand3x3");
        }
        return layers;
    }

    /** {@code conv1_2.weight} is {@code features.2.weight}: each convolution and its ReLU have a number. */
    private static Map<String, String> vgg(int... convolutionsOfStages) {
        var layers = new HashMap<>(Map.of("fc6", "classifier.0", "fc7", "classifier.3", "fc8", "classifier.6"));
        int position = 0;
        for (int stage = 1; stage <= convolutionsOfStages.length; stage++) {
            for (int index = 1; index <= convolutionsOfStages[stage - 1]; index++) {
                layers.put("conv" + stage + "_" + index, "features." + position);
                position += 2;
            }
            position++; // the pooling
        }
        return layers;
    }

    private static Naming layers(String label, Map<String, String> layers) {
        return new Naming(label, name -> {
            int dot = name.lastIndexOf('.');
            String layer = dot < 0 ? null : layers.get(name.substring(0, dot));
            return layer == null ? name : layer + name.substring(dot);
        });
    }
}
