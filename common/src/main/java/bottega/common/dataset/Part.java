package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an example of a data set is for. */
public enum Part {
    /** Weights are fitted to it. */
    TRAINING,
    /** Chooses among weights and settings. */
    VALIDATION,
    /** Measures what was chosen, and chooses nothing. */
    TEST;

    @JsonValue
    public String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
