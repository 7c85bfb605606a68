package bottega.common.image;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a picture of any shape becomes one of a model's own size; part of the model's manifest. */
public enum CropPolicy {
    /** Shorter side to the target size, then the centre of the longer one. Loses the edges, keeps proportions. */
    @JsonProperty("center-crop")
    CENTER_CROP,
    /** Both sides to the target size. Loses nothing, changes proportions. */
    @JsonProperty("squash")
    SQUASH,
    /** Longer side to the target size, the rest filled with the colour (124, 116, 104), ImageNet's mean. */
    @JsonProperty("pad")
    PAD
}
