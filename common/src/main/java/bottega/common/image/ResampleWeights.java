package bottega.common.image;

import java.math.BigInteger;

/**
 * Weights of one axis, from exact fractions. Distances are counted in units of {@code 1 / (2 outSize)} input pixels, so
 * the filter reaches {@code reach = 2 max(inSize, outSize)} units to either side.
 */
final class ResampleWeights {
    static final int PRECISION_BITS = 22;
    /** Keeps {@code 2^23 * weight} within 63 bits. */
    private static final long LARGEST_SIZE = 1L << 38;

    private final int inSize;
    private final long outSize;
    private final long reach;

    private int first;
    private int count;
    private int[] weights;

    /**
     * @param inSize pixels of the input, at least 1
     * @param outSize pixels of the whole output, at least 1
     */
    ResampleWeights(int inSize, long outSize) {
        if (outSize < 1 || outSize > LARGEST_SIZE) {
            throw new IllegalArgumentException("expected 1 to " + LARGEST_SIZE + " pixels, received " + outSize);
        }
        this.inSize = inSize;
        this.outSize = outSize;
        this.reach = 2 * Math.max(inSize, outSize);
        this.weights = new int[Math.toIntExact(Math.min(inSize, reach / outSize + 2))];
    }

    /** Computes what {@link #first}, {@link #count} and {@link #weights} then hand out for one output pixel. */
    void moveTo(long index) {
        BigInteger[] centre = BigInteger.valueOf(2 * index + 1)
                .multiply(BigInteger.valueOf(inSize))
                .divideAndRemainder(BigInteger.valueOf(2 * outSize));
        int whole = centre[0].intValueExact();
        long rest = centre[1].longValueExact();
        // the distance of input x is |(2 (x - whole) + 1) outSize - rest|; take the inputs nearer than the reach
        long smallest = whole + Math.floorDiv(rest - reach - outSize, 2 * outSize) + 1;
        long largest = whole + Math.ceilDiv(rest + reach - outSize, 2 * outSize) - 1;
        first = (int) Math.max(0, smallest);
        count = (int) Math.min(inSize - 1, largest) - first + 1;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weight(first + i - whole, rest);
        }
        for (int i = 0; i < count; i++) {
            long twice = weight(first + i - whole, rest) << (PRECISION_BITS + 1);
            weights[i] = (int) ((twice + sum) / (2 * sum));
        }
    }

    private long weight(int offset, long rest) {
        return reach - Math.abs((2L * offset + 1) * outSize - rest);
    }

    /** The first input pixel that counts. */
    int first() {
        return first;
    }

    /** How many input pixels count. */
    int count() {
        return count;
    }

    /** Of the inputs from {@link #first} on, in units of 2^-22; overwritten by the next {@link #moveTo}. */
    int[] weights() {
        return weights;
    }
}
