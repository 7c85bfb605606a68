package bottega.common.augmentation;

/**
 * A rectangle in the colour (124, 116, 104), ImageNet's mean (Zhong et al. 2017, "Random Erasing Data Augmentation").
 *
 * @param probability 0 to 1; default 0.25
 * @param area of the picture, 0 to 0.8; default 0.02 to 0.2
 * @param ratio width to height, 0.1 to 10, its logarithm drawn uniformly; default 0.3 to 3.3
 */
public record Erasing(Double probability, Range area, Range ratio) {
    public Erasing {
        probability = Checks.probability(probability, 0.25);
        area = Checks.within("/area", area, new Range(0.02, 0.2), 0, 0.8);
        ratio = Checks.within("/ratio", ratio, new Range(0.3, 3.3), 0.1, 10);
    }
}
