package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What an example of a data set is for. */
public enum Part {
    /** Weights are fitted to it. */
    TRAINING,
    /** Chooses among weights and settings. */
    VALIDATION,
    /** Measures what was chosen, and chooses nothing. */
    TEST;

    /** What {@link #called} understands, in words. */
    public static final String NAMES = "train or training; val, valid, validation or dev; test or testing";

    /** By what people call it in folders and tables, in upper or lower case. */
    public static Optional<Part> called(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(TRAINING);
            case "val", "valid", "validation", "dev" -> Optional.of(VALIDATION);
            case "test", "testing" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }

    @JsonValue
    public String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
