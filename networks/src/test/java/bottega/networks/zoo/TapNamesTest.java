package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import bottega.networks.tap.Tap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TapNamesTest {
    @ParameterizedTest
    @EnumSource(NetworkType.class)
    void everyNetworkHasAnEmbeddingAndNoNameTwice(NetworkType type) {
        List<String> names = taps(type);
        assertTrue(names.contains("embedding"), names.toString());
        assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
    }

    @Test
    void vggsLayersAreKnownAsInThePapers() {
        assertEquals(
                List.of("conv1_1", "relu1_1", "conv1_2", "relu1_2", "pool1", "conv2_1"),
                taps(NetworkType.VGG19).subList(0, 6));
        assertTrue(taps(NetworkType.VGG19).containsAll(List.of("conv4_4", "relu5_4", "fc6", "fc7")));
        assertTrue(taps(NetworkType.VGG16).contains("conv5_3")
                && !taps(NetworkType.VGG16).contains("conv5_4"));
    }

    @ParameterizedTest
    @CsvSource({
        "alexnet, conv5",
        "vgg-m, norm2",
        "squeezenet, fire5/squeeze1x1",
        "squeezenet, fire9",
        "squeezenet1.1, fire5/relu_expand3x3",
        "googlenet, inception4e",
        "inceptionv3, Mixed_6e",
        "densenet201, denseblock4.denselayer32",
        "mobilenetv2, features.18",
        "efficientnetb0, features.6.3",
        "resnet50, layer3.5",
        "xception, block12",
        "inceptionresnetv2, repeat_1.19",
        "shufflenet, block15",
        "nasnetmobile, cell_15",
        "nasnetlarge, cell_17",
        "darknet19, conv13",
        "darknet53, stages.2.blocks.7",
        "mlp-784-16-16-10, hidden1",
        "lenet5, s4",
    })
    void layersAreKnownByTheirPublishedNames(String network, String tap) {
        List<String> names = taps(NetworkType.named(network).orElseThrow());
        assertTrue(names.contains(tap), names.toString());
    }

    private static List<String> taps(NetworkType type) {
        var names = new ArrayList<String>();
        collect(type.create(10), names);
        return names;
    }

    private static void collect(Block block, List<String> names) {
        if (block instanceof Tap tap) {
            names.add(tap.name());
        }
        block.getChildren().forEach(child -> collect(child.getValue(), names));
    }
}
