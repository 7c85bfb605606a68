package bottega.training.augmentation;

import bottega.common.augmentation.Range;
import java.util.SplittableRandom;

/**
 * What one transform draws for one picture of one epoch. Every transform has draws of its own, so that another
 * probability or range of one leaves the others as they were.
 */
final class Draws {
    private final SplittableRandom random;

    /** Which transform draws; the order is part of the arithmetic. */
    enum Purpose {
        CROP,
        ROTATION,
        HORIZONTAL_FLIP,
        VERTICAL_FLIP,
        COLOUR,
        BLUR,
        ERASING
    }

    Draws(long seed, int epoch, int index, Purpose purpose) {
        long mixed = mix(seed ^ 0x6175676D656E7421L); // "augment!": apart from the run's other randomness
        mixed = mix(mixed ^ epoch);
        mixed = mix(mixed ^ index);
        random = new SplittableRandom(mix(mixed ^ purpose.ordinal()));
    }

    /** One round of SplitMix64: a bijection of which every output bit depends on every input bit. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Always false for 0, always true for 1. */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    double within(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    double within(Range range) {
        return within(range.from(), range.to());
    }

    /** The logarithm is uniform: 1/2 and 2 are equally likely. */
    double withinLogarithmically(Range range) {
        return StrictMath.exp(within(StrictMath.log(range.from()), StrictMath.log(range.to())));
    }

    /** 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }
}
