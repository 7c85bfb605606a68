package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is fitted. */
public enum FitTask {
    /** Regression: points around {@code sin(2 pi x)}, squared error. */
    @JsonProperty("curve")
    CURVE,
    /** Classification: a cloud of one class and a ring of the other around it, cross-entropy. */
    @JsonProperty("cloud")
    CLOUD
}
