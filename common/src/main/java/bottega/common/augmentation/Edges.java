package bottega.common.augmentation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What stands beyond a picture's edges. */
public enum Edges {
    /** The picture mirrored at its edge. */
    @JsonProperty("reflect")
    REFLECT,
    /** The colour (124, 116, 104), ImageNet's mean. */
    @JsonProperty("fill")
    FILL
}
