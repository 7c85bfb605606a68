package bottega.training.lesson;

import bottega.common.lesson.FitTask;
import java.util.random.RandomGenerator;

/**
 * Points and what is expected for them.
 *
 * @param inputs {@code [points, 1]}, x in (-1, 1), or {@code [points, 2]} of a cloud
 * @param expected {@code [points, 1]}, y; of a cloud {@code [points, 2]}, 1 for the class and 0 for the other
 */
record FitData(double[][] inputs, double[][] expected) {

    static FitData of(FitTask task, int points, double noise, RandomGenerator random) {
        return switch (task) {
            case CURVE -> curve(points, noise, random);
            case CLOUD -> cloud(points, noise, random);
        };
    }

    /** What a curve would be without noise. */
    static double truth(double x) {
        return Math.sin(2 * Math.PI * x);
    }

    /** One point in each of as many intervals of (-1, 1), so that no gap is left where nothing is known. */
    private static FitData curve(int points, double noise, RandomGenerator random) {
        double[][] inputs = new double[points][1];
        double[][] expected = new double[points][1];
        for (int i = 0; i < points; i++) {
            inputs[i][0] = -1 + 2 * (i + random.nextDouble()) / points;
            expected[i][0] = truth(inputs[i][0]) + noise * random.nextGaussian();
        }
        return new FitData(inputs, expected);
    }

    /** Class 0 around the middle, class 1 around the circle of radius 1, in turn. */
    private static FitData cloud(int points, double noise, RandomGenerator random) {
        double[][] inputs = new double[points][2];
        double[][] expected = new double[points][2];
        for (int i = 0; i < points; i++) {
            int label = i % 2;
            double angle = random.nextDouble(2 * Math.PI);
            inputs[i][0] = label * Math.cos(angle) + noise * random.nextGaussian();
            inputs[i][1] = label * Math.sin(angle) + noise * random.nextGaussian();
            expected[i][label] = 1;
        }
        return new FitData(inputs, expected);
    }

    int size() {
        return inputs.length;
    }

    /** Of a cloud. */
    int label(int point) {
        return expected[point][1] == 1 ? 1 : 0;
    }

    /** Of a curve: mean squared distance of y from its mean. */
    double variance() {
        double mean = 0;
        for (double[] y : expected) {
            mean += y[0] / size();
        }
        double variance = 0;
        for (double[] y : expected) {
            variance += (y[0] - mean) * (y[0] - mean) / size();
        }
        return variance;
    }
}
