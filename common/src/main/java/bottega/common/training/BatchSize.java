package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Pictures a step: a number in JSON ({@code 1} is stochastic gradient descent in the strict sense, gradient by sample),
 * or {@code "all"}, every training picture in one step.
 *
 * @param pictures 1 to {@value #MOST}; null for all
 */
public record BatchSize(Integer pictures) {
    public static final int MOST = 4_096;
    private static final String ALL = "all";

    public BatchSize {
        if (pictures != null) {
            Limits.whole("", pictures, 0, 1, MOST);
        }
    }

    public static BatchSize all() {
        return new BatchSize(null);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static BatchSize of(Object json) {
        return switch (json) {
            case Integer number -> new BatchSize(number);
            case String text when text.equals(ALL) -> all();
            case null, default -> throw Limits.bad("", "a whole number from 1 to " + MOST + ", or \"all\"", json);
        };
    }

    @JsonValue
    Object json() {
        return pictures == null ? ALL : pictures;
    }
}
