package bottega.training.diagnosis;

/** Sums of binomial probabilities. */
final class Binomial {
    private Binomial() {}

    /** Probability of at least {@code successes} in {@code trials} that each succeed with {@code probability}. */
    static double atLeast(long successes, long trials, double probability) {
        if (successes <= 0 || probability >= 1) {
            return 1;
        }
        if (probability <= 0) {
            return 0;
        }
        double logTerm = trials * Math.log1p(-probability);
        double sum = 0;
        for (long k = 0; k <= trials; k++) {
            if (k >= successes) {
                sum += Math.exp(logTerm);
            }
            logTerm += Math.log((double) (trials - k) / (k + 1)) + Math.log(probability) - Math.log1p(-probability);
        }
        return Math.min(1, sum);
    }
}
