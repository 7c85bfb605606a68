package bottega.common.style;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the losses are the paper's own, or made to mean the same on every network and at every size. */
public enum Normalisation {
    /** Equations 1 and 4 as printed, {@code w_l = 1 / L}. */
    @JsonProperty("paper")
    PAPER,
    /**
     * A departure from the paper: the content loss is divided by {@code sum P^2} and each layer's style loss by
     * {@code mean A^2}, so both are squared distances relative to their targets (times 1/2 and 1/4).
     */
    @JsonProperty("relative")
    RELATIVE
}
