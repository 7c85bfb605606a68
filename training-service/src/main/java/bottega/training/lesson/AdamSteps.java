package bottega.training.lesson;

/**
 * Adam (Kingma, Ba 2015, algorithm 1) with its usual constants, and L2 in the gradient: the training engine's, in doubles.
 * Plain descent would need a hundred times as many steps until a network of this size knows its points by heart.
 */
final class AdamSteps {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final LayeredNetwork network;
    private final double weightDecay;
    private final double[][][] means;
    private final double[][][] variances;
    private int steps;

    /** @param weightDecay times the weight, added to its gradient; not of biases */
    AdamSteps(LayeredNetwork network, double weightDecay) {
        this.network = network;
        this.weightDecay = weightDecay;
        means = network.zeros();
        variances = network.zeros();
    }

    /** @param gradients shaped as the weights */
    void step(double[][][] gradients, double learningRate) {
        steps++;
        double meanCorrection = 1 - Math.pow(BETA1, steps);
        double varianceCorrection = 1 - Math.pow(BETA2, steps);
        for (int layer = 0; layer < gradients.length; layer++) {
            for (int i = 0; i < gradients[layer].length; i++) {
                double[] weights = network.weights()[layer][i];
                double[] mean = means[layer][i];
                double[] variance = variances[layer][i];
                int decaying = network.biases() ? weights.length - 1 : weights.length;
                for (int j = 0; j < weights.length; j++) {
                    double gradient = gradients[layer][i][j] + (j < decaying ? weightDecay * weights[j] : 0);
                    mean[j] = BETA1 * mean[j] + (1 - BETA1) * gradient;
                    variance[j] = BETA2 * variance[j] + (1 - BETA2) * gradient * gradient;
                    weights[j] -= learningRate
                            * (mean[j] / meanCorrection)
                            / (Math.sqrt(variance[j] / varianceCorrection) + EPSILON);
                }
            }
        }
    }
}
