package bottega.style.optimise;

/**
 * @param history pairs of steps and gradient changes that the approximation of the Hessian remembers, each two vectors
 *     as long as the point
 * @param sufficientDecrease c1 of the Wolfe conditions, in (0, c2)
 * @param curvature c2 of the strong Wolfe conditions, in (c1, 1); small ones make the line search nearly exact
 * @param evaluationsPerSearch at most, in one line search
 * @param firstStep mean magnitude by which the variables change in the first trial, when nothing is known yet
 * @param precision relative error of the function's values; a rise within it does not count as one
 */
public record LbfgsOptions(
        int history,
        double sufficientDecrease,
        double curvature,
        int evaluationsPerSearch,
        double firstStep,
        double precision) {

    /** For functions computed in double precision. */
    public static final LbfgsOptions DEFAULTS = new LbfgsOptions(100, 1e-4, 0.9, 25, 0.01, 1e-15);

    public LbfgsOptions {
        require(history >= 1, "history", "at least 1", history);
        require(
                sufficientDecrease > 0 && sufficientDecrease < curvature && curvature < 1,
                "sufficientDecrease and curvature",
                "0 < sufficientDecrease < curvature < 1",
                sufficientDecrease + " and " + curvature);
        require(evaluationsPerSearch >= 1, "evaluationsPerSearch", "at least 1", evaluationsPerSearch);
        require(firstStep > 0 && Double.isFinite(firstStep), "firstStep", "above 0", firstStep);
        require(precision >= 0 && precision < 1, "precision", "0 to 1", precision);
    }

    private static void require(boolean condition, String name, String expected, Object received) {
        if (!condition) {
            throw new IllegalArgumentException(name + ": expected " + expected + ", received " + received);
        }
    }

    public LbfgsOptions withHistory(int pairs) {
        return new LbfgsOptions(pairs, sufficientDecrease, curvature, evaluationsPerSearch, firstStep, precision);
    }

    public LbfgsOptions withCurvature(double c2) {
        return new LbfgsOptions(history, sufficientDecrease, c2, evaluationsPerSearch, firstStep, precision);
    }

    public LbfgsOptions withPrecision(double relative) {
        return new LbfgsOptions(history, sufficientDecrease, curvature, evaluationsPerSearch, firstStep, relative);
    }
}
