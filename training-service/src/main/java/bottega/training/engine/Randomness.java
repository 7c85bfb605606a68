package bottega.training.engine;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * All randomness of a run, from its seed, a purpose and an index, and from nothing else: an epoch is the same whether
 * the run came to it in one go or was taken up again after a crash.
 */
final class Randomness {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private Randomness() {}

    /** What a generator is for, so that no two of a run walk in step. */
    enum Purpose {
        SPLIT,
        INITIAL_WEIGHTS,
        ORDER,
        ENGINE
    }

    static RandomGenerator generator(long seed, Purpose purpose, int index) {
        long mixed = seed;
        mixed = 0x9E3779B97F4A7C15L * (mixed ^ (purpose.ordinal() + 1));
        mixed = 0xBF58476D1CE4E5B9L * (mixed ^ (mixed >>> 31) ^ index);
        return FACTORY.create(mixed ^ (mixed >>> 29));
    }
}
