package bottega.networks.onnx;

/**
 * A size of the model's inputs that stays open in the file.
 *
 * @param name what the file calls it ({@code N})
 * @param first its value in the first trace
 * @param second in the second
 * @param third in the last run, from which nothing is concluded: it shows whether the conclusions hold
 */
record FreeAxis(String name, long first, long second, long third) {
    /** Batch 1 is chosen on purpose: code that squeezes or branches on a batch of one is found out. */
    static final FreeAxis BATCH = new FreeAxis("N", 1, 3, 2);

    /**
     * Primes, so that no product of other sizes can be taken for one of them, and large and different enough for that
     * to hold after five halvings.
     */
    static final FreeAxis HEIGHT = new FreeAxis("H", 97, 163, 211);

    static final FreeAxis WIDTH = new FreeAxis("W", 131, 227, 151);

    FreeAxis {
        if (first == second || first == third || second == third) {
            throw new IllegalArgumentException(
                    name + ": expected three sizes, received " + first + ", " + second + ", " + third);
        }
    }

    FreeAxis named(String newName) {
        return new FreeAxis(newName, first, second, third);
    }

    long size(int run) {
        return switch (run) {
            case 0 -> first;
            case 1 -> second;
            default -> third;
        };
    }

    /** Whether a dimension of these sizes in the two traces is this axis. */
    boolean isSize(long one, long other) {
        return one == first && other == second;
    }
}
