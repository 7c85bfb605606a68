package bottega.common.augmentation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Augmentations that suit most collections. */
public enum Preset {
    @JsonProperty("none")
    NONE(Augmentation.NONE),

    /** Small changes as between two photographs of the same object; nothing mirrored, so writing stays writing. */
    @JsonProperty("light")
    LIGHT(new Augmentation(
            new Crop(1.0, new Range(0.7, 1.0), new Range(0.9, 1 / 0.9)),
            new Rotation(1.0, 10.0, Edges.REFLECT),
            null,
            null,
            new Colour(1.0, 0.2, 0.2, 0.2, 0.02),
            null,
            null)),

    /** For small collections of things without writing: also mirrored, blurred and partly covered. */
    @JsonProperty("strong")
    STRONG(new Augmentation(
            new Crop(1.0, new Range(0.4, 1.0), new Range(0.75, 4 / 3.0)),
            new Rotation(1.0, 30.0, Edges.REFLECT),
            new Flip(0.5),
            null,
            new Colour(1.0, 0.4, 0.4, 0.4, 0.05),
            new Blur(0.2, new Range(0.1, 1.5)),
            new Erasing(0.25, new Range(0.02, 0.2), new Range(0.3, 3.3))));

    private final Augmentation augmentation;

    Preset(Augmentation augmentation) {
        this.augmentation = augmentation;
    }

    /** @throws bottega.common.problem.ProblemException when there is none of this name */
    static Preset named(String name) {
        for (Preset preset : values()) {
            if (preset.jsonName().equals(name)) {
                return preset;
            }
        }
        throw Checks.refused(
                null,
                "one of " + Arrays.stream(values()).map(Preset::jsonName).collect(Collectors.joining(", ")),
                name);
    }

    private String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Augmentation augmentation() {
        return augmentation;
    }
}
