package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a picture of each class counts in the loss. In JSON {@code "balanced"}, or an object of numbers by class.
 *
 * @param byClass above 0 and at most {@value #MOST}; classes that are not named count 1. Null for balanced: {@code
 *     training pictures / (classes x training pictures of the class)} (King, Zeng 2001), so that each class counts
 *     the same in all; where a picture has several labels, {@code pictures without / pictures with} the label, so that its
 *     yes and its no count the same
 */
public record ClassWeights(Map<String, Double> byClass) {
    static final double MOST = 1e6;
    private static final String BALANCED = "balanced";

    public ClassWeights {
        if (byClass != null) {
            // In the order given, which Map.copyOf would not keep.
            byClass = Collections.unmodifiableMap(new LinkedHashMap<>(byClass));
            byClass.forEach((name, weight) -> Limits.above(name, weight, 1, 0, MOST));
        }
    }

    public static ClassWeights balanced() {
        return new ClassWeights(null);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ClassWeights of(Object json) {
        return switch (json) {
            case String text when text.equals(BALANCED) -> balanced();
            case Map<?, ?> object -> {
                var weights = new LinkedHashMap<String, Double>();
                object.forEach((name, weight) -> {
                    if (!(weight instanceof Number number)) {
                        throw Limits.bad(name.toString(), "a number", weight);
                    }
                    weights.put(name.toString(), number.doubleValue());
                });
                yield new ClassWeights(weights);
            }
            case null, default ->
                throw Limits.bad("", "\"balanced\", or an object of numbers by the classes' names", json);
        };
    }

    @JsonValue
    Object json() {
        return byClass == null ? BALANCED : byClass;
    }
}
