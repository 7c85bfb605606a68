package bottega.style.gatys;

import bottega.common.style.Normalisation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be minimised: {@code contentWeight x content loss + styleWeight x style loss} (equation 7, alpha and
 * beta), where the style loss is the mean over its layers (equation 5, {@code w_l = 1 / L}).
 *
 * @param contentLayers names of taps, at least one; their losses are added
 * @param styleLayers names of taps, at least one
 * @param contentWeight alpha, at least 0
 * @param styleWeight beta, at least 0
 */
public record GatysSettings(
        List<String> contentLayers,
        List<String> styleLayers,
        double contentWeight,
        double styleWeight,
        Normalisation normalisation) {

    public static final List<String> CONTENT_LAYERS = List.of("relu4_2");
    public static final List<String> STYLE_LAYERS = List.of("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1");

    public GatysSettings {
        contentLayers = List.copyOf(contentLayers);
        styleLayers = List.copyOf(styleLayers);
        if (contentLayers.isEmpty() || styleLayers.isEmpty()) {
            throw new IllegalArgumentException("expected at least one layer for content and one for style");
        }
        requireWeight("contentWeight", contentWeight);
        requireWeight("styleWeight", styleWeight);
    }

    private static void requireWeight(String name, double weight) {
        if (!(weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(name + ": expected a number of at least 0, received " + weight);
        }
    }

    /** The paper's layers, content {@code conv4_2} and style {@code conv1_1 ... conv5_1}, behind their rectifiers. */
    public static GatysSettings of(double contentWeight, double styleWeight, Normalisation normalisation) {
        return new GatysSettings(CONTENT_LAYERS, STYLE_LAYERS, contentWeight, styleWeight, normalisation);
    }

    /** All layers that the network has to give. */
    public Set<String> taps() {
        var taps = new LinkedHashSet<>(contentLayers);
        taps.addAll(styleLayers);
        return taps;
    }
}
