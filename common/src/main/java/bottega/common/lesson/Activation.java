package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The lecture's two smooth activations. */
public enum Activation {
    /** 1 / (1 + exp(-t)), from 0 to 1. */
    @JsonProperty("sigmoid")
    SIGMOID,

    /** From -1 to 1. */
    @JsonProperty("tanh")
    TANH
}
