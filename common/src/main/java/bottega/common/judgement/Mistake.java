package bottega.common.judgement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A wrong answer.
 *
 * @param picture its name in the data set
 * @param label what it is; where a picture has several labels, the one that was answered wrong
 * @param answer what the network said; null where a picture has several labels: then the kind says it
 * @param probability that the network gave its answer
 * @param probabilityOfLabel that it gave to the truth; null where a picture has several labels: it is the rest to 1
 * @param kind null where a picture has one label
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mistake(
        String picture, String label, String answer, double probability, Double probabilityOfLabel, Kind kind) {

    /** Where a picture has one label. */
    public Mistake(String picture, String label, String answer, double probability, double probabilityOfLabel) {
        this(picture, label, answer, probability, probabilityOfLabel, null);
    }

    public enum Kind {
        /** The network said that the picture bears the label, and it does not. */
        FALSE_POSITIVE,
        /** The picture bears the label, and the network missed it. */
        FALSE_NEGATIVE;

        @JsonValue
        public String publicName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
