package bottega.common.judgement;

/**
 * A 95 % confidence interval: of a hundred samples like this one, some 95 would give an interval that has the true value in
 * it.
 *
 * @param low at most {@code high}
 */
public record Interval(double low, double high) {
    public Interval {
        // Written so that NaN is refused.
        if (!(low <= high)) {
            throw new IllegalArgumentException("expected low <= high, received " + low + " and " + high);
        }
    }
}
