package bottega.training.lesson;

/** What is made of a network's last sums, and what the result costs. */
enum Objective {
    /** Softmax, and {@code -sum d log y} in nats; d is 1 for the class and 0 for the others. */
    CROSS_ENTROPY {
        /** Less the greatest sum, so that nothing overflows; the shares are the same. */
        @Override
        double[] outputs(double[] sums) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (double sum : sums) {
                greatest = Math.max(greatest, sum);
            }
            double[] shares = new double[sums.length];
            double total = 0;
            for (int i = 0; i < sums.length; i++) {
                shares[i] = Math.exp(sums[i] - greatest);
                total += shares[i];
            }
            for (int i = 0; i < shares.length; i++) {
                shares[i] /= total;
            }
            return shares;
        }

        /** A share may round to 0, whose logarithm JSON cannot carry. */
        @Override
        double cost(double[] outputs, double[] expected) {
            double cost = 0;
            for (int i = 0; i < outputs.length; i++) {
                if (expected[i] != 0) {
                    cost -= expected[i] * Math.log(Math.max(outputs[i], Double.MIN_VALUE));
                }
            }
            return cost;
        }

        @Override
        double[] slopes(double[] outputs, double[] expected) {
            return scaledDifference(1, outputs, expected);
        }
    },

    /** The sums as they are, and {@code sum (y - d)^2}. */
    SQUARED_ERROR {
        @Override
        double[] outputs(double[] sums) {
            return sums;
        }

        @Override
        double cost(double[] outputs, double[] expected) {
            double cost = 0;
            for (int i = 0; i < outputs.length; i++) {
                cost += (outputs[i] - expected[i]) * (outputs[i] - expected[i]);
            }
            return cost;
        }

        @Override
        double[] slopes(double[] outputs, double[] expected) {
            return scaledDifference(2, outputs, expected);
        }
    };

    abstract double[] outputs(double[] sums);

    abstract double cost(double[] outputs, double[] expected);

    /** dC/d(sum). */
    abstract double[] slopes(double[] outputs, double[] expected);

    private static double[] scaledDifference(double factor, double[] outputs, double[] expected) {
        double[] slopes = new double[outputs.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = factor * (outputs[i] - expected[i]);
        }
        return slopes;
    }
}
