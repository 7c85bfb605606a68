package bottega.common.style;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The picture that the optimisation begins with. */
public enum Start {
    @JsonProperty("content")
    CONTENT,
    /** The style, squashed to the content's size. */
    @JsonProperty("style")
    STYLE,
    /** Grey with seeded Gaussian noise. */
    @JsonProperty("noise")
    NOISE
}
