package bottega.common.augmentation;

/**
 * Convolution with a Gaussian.
 *
 * @param probability 0 to 1; default 0.2
 * @param sigma standard deviation in pixels at the network's size, 0 to 10; default 0.1 to 1.5
 */
public record Blur(Double probability, Range sigma) {
    public Blur {
        probability = Checks.probability(probability, 0.2);
        sigma = Checks.within("/sigma", sigma, new Range(0.1, 1.5), 0, 10);
    }
}
