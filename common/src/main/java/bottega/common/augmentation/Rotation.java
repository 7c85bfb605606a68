package bottega.common.augmentation;

import java.util.Objects;

/**
 * About the centre, sampled bilinearly; the angle lies between {@code -degrees} and {@code degrees}.
 *
 * @param probability 0 to 1; default 1
 * @param degrees 0 to 180; default 10
 * @param edges what stands where the turned picture does not reach; default {@code reflect}
 */
public record Rotation(Double probability, Double degrees, Edges edges) {
    public Rotation {
        probability = Checks.probability(probability, 1);
        degrees = Checks.within("/degrees", degrees, 10, 0, 180);
        edges = Objects.requireNonNullElse(edges, Edges.REFLECT);
    }
}
