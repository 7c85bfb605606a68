package bottega.common.augmentation;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is done to training pictures, each time another way; a transform that is missing is not done. The order is that of
 * the components.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Augmentation(
        Crop crop,
        Rotation rotation,
        Flip horizontalFlip,
        Flip verticalFlip,
        Colour colour,
        Blur blur,
        Erasing erasing) {
    public static final Augmentation NONE = new Augmentation(null, null, null, null, null, null, null);
}
