package bottega.common.augmentation;

/**
 * Brightness, contrast, saturation and hue changed, in this order. The factors of the first three lie between
 * {@code 1 - value} and {@code 1 + value}; the hue is shifted by {@code -value} to {@code value} turns of the colour circle.
 *
 * @param probability 0 to 1; default 1
 * @param brightness 0 to 1; default 0
 * @param contrast 0 to 1; default 0
 * @param saturation 0 to 1; default 0
 * @param hue 0 to 0.5; default 0
 */
public record Colour(Double probability, Double brightness, Double contrast, Double saturation, Double hue) {
    public Colour {
        probability = Checks.probability(probability, 1);
        brightness = Checks.within("/brightness", brightness, 0, 0, 1);
        contrast = Checks.within("/contrast", contrast, 0, 0, 1);
        saturation = Checks.within("/saturation", saturation, 0, 0, 1);
        hue = Checks.within("/hue", hue, 0, 0, 0.5);
    }
}
