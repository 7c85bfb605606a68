package bottega.style.optimise;

/** A smooth function to be minimised. */
@FunctionalInterface
public interface Objective {
    /**
     * @param point where; not to be changed
     * @param gradient filled with the gradient at {@code point}, of the same length
     * @return the value; NaN or infinite where the function cannot be computed
     */
    double evaluate(float[] point, float[] gradient);
}
