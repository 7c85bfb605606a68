package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the examples of a data set are. */
public enum DataSetKind {
    /** Pictures of exactly one class each. */
    PICTURES,
    /** Pictures of any number of classes each, also of none. */
    MULTI_LABEL_PICTURES,
    /** Rows of numbers. */
    NUMBERS;

    @JsonValue
    public String publicName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
