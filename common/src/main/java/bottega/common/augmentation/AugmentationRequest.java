package bottega.common.augmentation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An augmentation as it is asked for: a preset, single transforms, or a preset of which some transforms are replaced. To
 * leave out a transform of a preset, give it the probability 0. In JSON the preset's name alone may stand for the object.
 *
 * @param preset {@code none}, {@code light} or {@code strong}; default {@code none}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AugmentationRequest(
        Preset preset,
        Crop crop,
        Rotation rotation,
        Flip horizontalFlip,
        Flip verticalFlip,
        Colour colour,
        Blur blur,
        Erasing erasing) {
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public AugmentationRequest {}

    public static AugmentationRequest of(Preset preset) {
        return new AugmentationRequest(preset, null, null, null, null, null, null, null);
    }

    /** @param preset its name in JSON */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AugmentationRequest of(String preset) {
        return of(Preset.named(preset));
    }

    public Augmentation resolve() {
        Augmentation base = preset == null ? Augmentation.NONE : preset.augmentation();
        return new Augmentation(
                given(crop, base.crop()),
                given(rotation, base.rotation()),
                given(horizontalFlip, base.horizontalFlip()),
                given(verticalFlip, base.verticalFlip()),
                given(colour, base.colour()),
                given(blur, base.blur()),
                given(erasing, base.erasing()));
    }

    private static <T> T given(T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
