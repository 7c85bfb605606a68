package bottega.networks.vgg;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How 2x2 places become one. VGG-19 was trained with the maximum; Gatys et al. found the mean to look better. */
public enum Pooling {
    @JsonProperty("average")
    AVERAGE,
    @JsonProperty("max")
    MAX;

    Block block() {
        Shape window = new Shape(2, 2);
        return switch (this) {
            case AVERAGE -> Pool.avgPool2dBlock(window, window);
            case MAX -> Pool.maxPool2dBlock(window, window);
        };
    }
}
