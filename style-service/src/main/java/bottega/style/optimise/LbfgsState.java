package bottega.style.optimise;

import java.util.List;

/**
 * All that {@link Lbfgs} needs to go on as if it had never stopped.
 *
 * @param point the variables
 * @param value there
 * @param gradient there
 * @param pairs the history, oldest first; fewer than there were cost a few steps, not the result
 */
public record LbfgsState(float[] point, double value, float[] gradient, List<Pair> pairs) {
    public LbfgsState {
        pairs = List.copyOf(pairs);
        if (gradient.length != point.length) {
            throw new IllegalArgumentException(
                    "gradient: expected " + point.length + " numbers, received " + gradient.length);
        }
    }

    /**
     * @param step from one point to the next
     * @param gradientChange over that step; its product with {@code step} is positive
     */
    public record Pair(float[] step, float[] gradientChange) {}
}
