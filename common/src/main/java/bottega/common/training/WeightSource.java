package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/** Whose weights: in JSON a name, or {@code {"run": "<id>"}}. */
public sealed interface WeightSource {
    /** @param name of a file in {@code BOTTEGA_HOME/weights}, or of a published checkpoint that lies there */
    record Named(@JsonValue String name) implements WeightSource {}

    /** @param run id of a run that succeeded */
    record OfRun(String run) implements WeightSource {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static WeightSource of(Object json) {
        return switch (json) {
            case String name -> new Named(name);
            case Map<?, ?> object when object.size() == 1 && object.get("run") instanceof String run -> new OfRun(run);
            case null, default ->
                throw Limits.bad(
                        "", "a file or a published checkpoint in BOTTEGA_HOME/weights, or {\"run\": \"<id>\"}", json);
        };
    }
}
