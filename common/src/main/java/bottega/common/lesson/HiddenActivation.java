package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Activation of hidden layers. */
public enum HiddenActivation {
    @JsonProperty("relu")
    RELU,
    @JsonProperty("sigmoid")
    SIGMOID,
    @JsonProperty("tanh")
    TANH
}
