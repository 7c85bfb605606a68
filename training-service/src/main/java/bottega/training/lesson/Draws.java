package bottega.training.lesson;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The algorithm is named, so that a seed means the same on every JDK. */
final class Draws {
    private Draws() {}

    static RandomGenerator of(long seed) {
        return RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    }
}
