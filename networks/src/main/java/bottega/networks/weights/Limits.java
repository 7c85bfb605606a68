package bottega.networks.weights;

import java.util.Arrays;
import java.util.OptionalLong;

/** What a weight file may ask for before anything is taken for it: far above every real file. */
final class Limits {
    static final int TENSORS = 65_536;
    static final int DIMENSIONS = 16;

    /** Of one tensor; also the largest product of a tensor's dimensions when zeros are left out. */
    static final long ELEMENTS = 1L << 40;

    private static final long SMALL = 64L << 20;

    private Limits() {}

    /**
     * The product of the dimensions; empty when one is negative, or when they are too many or too large, also where a
     * zero among them makes the product zero.
     */
    static OptionalLong elements(long... dimensions) {
        if (dimensions.length > DIMENSIONS || Arrays.stream(dimensions).anyMatch(each -> each < 0)) {
            return OptionalLong.empty();
        }
        long product = 1;
        for (long dimension : dimensions) {
            long factor = Math.max(1, dimension);
            if (factor > ELEMENTS / product) {
                return OptionalLong.empty();
            }
            product *= factor;
        }
        return OptionalLong.of(Arrays.stream(dimensions).anyMatch(each -> each == 0) ? 0 : product);
    }

    /**
     * How many bytes may come out of a file whose tensors can be views of each other, or compressed: real weights
     * shrink by a tenth.
     */
    static long unpackedBytes(long fileBytes) {
        return SMALL + 4 * fileBytes;
    }
}
