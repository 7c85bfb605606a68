package bottega.common.training;

import bottega.common.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How long only the last layer is trained: a number of epochs in JSON, or {@code "all"}.
 *
 * @param epochs 0 to {@value #MOST}; null for all
 */
public record FrozenEpochs(Integer epochs) {
    static final int MOST = 10_000;
    private static final String ALL = "all";

    public FrozenEpochs {
        if (epochs != null && (epochs < 0 || epochs > MOST)) {
            throw bad(epochs);
        }
    }

    public static FrozenEpochs none() {
        return new FrozenEpochs(0);
    }

    public static FrozenEpochs all() {
        return new FrozenEpochs(null);
    }

    /** @param epoch from 1 */
    public boolean contains(int epoch) {
        return epochs == null || epoch <= epochs;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static FrozenEpochs of(Object json) {
        return switch (json) {
            case Integer number -> new FrozenEpochs(number);
            case String text when text.equals(ALL) -> all();
            case null, default -> throw bad(json);
        };
    }

    private static ProblemException bad(Object received) {
        return Limits.bad("", "a whole number from 0 to " + MOST + ", or \"all\"", received);
    }

    @JsonValue
    Object json() {
        return epochs == null ? ALL : epochs;
    }
}
