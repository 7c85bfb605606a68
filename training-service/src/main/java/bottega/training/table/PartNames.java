package bottega.training.table;

import bottega.common.dataset.Part;
import java.util.Locale;
import java.util.Optional;

/** What people call the parts of a data set. */
final class PartNames {
    static final String EXPECTED = "training (train), validation (val, valid, dev) or test";

    private PartNames() {}

    static Optional<Part> of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "training", "train" -> Optional.of(Part.TRAINING);
            case "validation", "val", "valid", "dev" -> Optional.of(Part.VALIDATION);
            case "test", "testing" -> Optional.of(Part.TEST);
            default -> Optional.empty();
        };
    }
}
