package bottega.common.augmentation;

/**
 * A part of the picture, resized to the network's size (Szegedy et al. 2015, "Going deeper with convolutions", section 6).
 *
 * @param probability 0 to 1; default 1
 * @param scale of the picture's area, 0.05 to 1; default 0.5 to 1
 * @param ratio width to height of the part, 0.25 to 4, its logarithm drawn uniformly; default 3/4 to 4/3
 */
public record Crop(Double probability, Range scale, Range ratio) {
    public Crop {
        probability = Checks.probability(probability, 1);
        scale = Checks.within("/scale", scale, new Range(0.5, 1.0), 0.05, 1);
        ratio = Checks.within("/ratio", ratio, new Range(0.75, 4 / 3.0), 0.25, 4);
    }
}
