package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.AdaptiveAveragePool;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * Simonyan, Zisserman 2014, "Very Deep Convolutional Networks for Large-Scale Image Recognition", table 1,
 * configurations D and E, as torchvision has them: maps of another size than 7x7 are averaged to that before {@code
 * fc6}. Layers are known as in the papers, {@code conv4_2} and behind the rectifier {@code relu4_2}.
 */
final class Vgg {
    static final int LEAST_SIZE = 32;

    private static final List<Integer> CHANNELS = List.of(64, 128, 256, 512, 512);

    private Vgg() {}

    static Block vgg16(int classes, float dropout) {
        return create(classes, dropout, List.of(2, 2, 3, 3, 3));
    }

    static Block vgg19(int classes, float dropout) {
        return create(classes, dropout, List.of(2, 2, 4, 4, 4));
    }

    private static Block create(int classes, float dropout, List<Integer> convolutionsOfStage) {
        var features = new Sequence();
        // In torchvision's list rectifiers and poolings have positions too.
        int position = 0;
        for (int stage = 1; stage <= CHANNELS.size(); stage++) {
            for (int index = 1; index <= convolutionsOfStage.get(stage - 1); index++) {
                ClassicParts.convolution(features, stage + "_" + index, position, CHANNELS.get(stage - 1), 3, 1, 1);
                position += 2;
            }
            features.add(Layers.maxPool(2, 2, 0)).add(new Tap("pool" + stage));
            position++;
        }
        return new Sequence()
                .add("features", features)
                .add(new AdaptiveAveragePool(7, 7))
                .add(Layers.flatten())
                .add("classifier", ClassicParts.classifier(classes, dropout));
    }
}
