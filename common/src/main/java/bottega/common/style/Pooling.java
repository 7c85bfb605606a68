package bottega.common.style;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How 2x2 places become one. VGG-19 was trained with the maximum; Gatys et al. found the mean to look better. */
public enum Pooling {
    @JsonProperty("average")
    AVERAGE,
    @JsonProperty("max")
    MAX
}
