package bottega.training.dataset;

import bottega.common.dataset.Part;
import java.util.Locale;
import java.util.Optional;

/** Names by which people call the parts of a data set, in folders and tables. */
final class Parts {
    static final String NAMES = "train or training; val, valid or validation; test";

    private Parts() {}

    /** In upper or lower case. */
    static Optional<Part> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(Part.TRAINING);
            case "val", "valid", "validation" -> Optional.of(Part.VALIDATION);
            case "test" -> Optional.of(Part.TEST);
            default -> Optional.empty();
        };
    }
}
