package bottega.common.augmentation;

/**
 * The picture mirrored. Not for what can be read: mirrored writing is another picture.
 *
 * @param probability 0 to 1; default 0.5
 */
public record Flip(Double probability) {
    public Flip {
        probability = Checks.probability(probability, 0.5);
    }
}
