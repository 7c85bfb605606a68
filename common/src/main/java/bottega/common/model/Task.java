package bottega.common.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a classifier is asked about a picture. */
public enum Task {
    /** Which one of the classes it is: probabilities sum to 1 (softmax). */
    SINGLE_LABEL,
    /** Of each class whether it is there, also of several or none: every probability stands for itself (sigmoid). */
    MULTI_LABEL;

    @JsonValue
    public String publicName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
