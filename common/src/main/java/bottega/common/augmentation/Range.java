package bottega.common.augmentation;

import java.util.Objects;

/**
 * Both ends belong to it; drawn from uniformly unless said otherwise.
 *
 * @param from at most {@code to}; the transform says what is allowed
 */
public record Range(Double from, Double to) {
    public Range {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }
}
