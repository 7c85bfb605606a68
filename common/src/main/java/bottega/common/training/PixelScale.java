package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a pixel becomes the number that weights were trained with. Under another one they are worth nothing. */
public enum PixelScale {
    /** 0 to 1, then ImageNet's mean and standard deviation: torchvision. */
    @JsonProperty("imagenet")
    IMAGENET,
    /** -1 to 1: Inception, Xception, NASNet. */
    @JsonProperty("inception")
    INCEPTION,
    /** Blue first, 0 to 255 minus ImageNet's mean: Caffe's model zoo. */
    @JsonProperty("caffe")
    CAFFE,
    /** 0 to 1. */
    @JsonProperty("unit")
    UNIT
}
