package bottega.common.judgement;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that a run shows.
 *
 * @param text what was seen, in plain words with its figures
 * @param figures that led to it, by name
 * @param remedies what to try, the likeliest first; empty where nothing is wrong
 */
public record Verdict(Kind kind, String text, Map<String, Double> figures, List<String> remedies) {
    public Verdict {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        remedies = List.copyOf(remedies);
    }

    public enum Kind {
        /** Learns, and does as well on pictures it has not seen. */
        GOOD_FIT,
        /** Cannot do well even what it was taught. */
        UNDERFITTING,
        /** Knows its training pictures by heart. */
        OVERFITTING,
        /** The gradient fades on its way to the first layers. */
        VANISHING_GRADIENTS,
        /** The gradient grows beyond all bounds. */
        EXPLODING_GRADIENTS,
        /** The loss wanders. */
        LEARNING_RATE_TOO_HIGH,
        /** The loss does not arrive. */
        LEARNING_RATE_TOO_LOW,
        /** Pictures of the validation split, or their likes, were trained on. */
        LEAK_BETWEEN_SPLITS,
        /** The test part is answered worse than the validation part promised. */
        DISTRIBUTION_SHIFT,
        /** Too few examples of a class. */
        TOO_FEW_EXAMPLES,
        /** Always answering the most frequent class would do as well. */
        NO_BETTER_THAN_MOST_FREQUENT;

        @JsonValue
        public String publicName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
