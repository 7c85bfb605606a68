package bottega.training.engine;

import bottega.training.engine.Randomness.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Divides examples with several labels into parts so that each label is spread over them as wanted (Sechidis, Tsoumakas,
 * Vlahavas 2011, "On the Stratification of Multi-label Data", figure 1): the label with the fewest examples left is
 * dealt out first, each example to the part that still wants most of that label, then most examples, then at random.
 *
 * <p>Departing from the paper, what a part wants of a label is a whole number, and at least one of two: else a rare label
 * could stand in no held-out part at all.
 */
final class IterativeStratification {
    private final int[][] labels;
    private final RandomGenerator random;
    private final int parts;
    /** {@code [part][label]}: examples still wanted. */
    private final int[][] wantedOfLabel;
    /** By part. */
    private final double[] wanted;
    /** By label: examples that are not dealt out yet. */
    private final int[] left;
    /** By example, -1 before it is dealt out. */
    private final int[] part;

    private IterativeStratification(int[][] labels, int classes, double[] shares, RandomGenerator random) {
        this.labels = labels;
        this.random = random;
        parts = shares.length;
        left = new int[classes];
        Arrays.stream(labels).flatMapToInt(Arrays::stream).forEach(label -> left[label]++);
        wantedOfLabel = new int[parts][classes];
        for (int label = 0; label < classes; label++) {
            int rest = left[label];
            for (int held = 1; held < parts; held++) {
                int most = Math.max(0, rest - 1);
                int least = shares[held] == 0 ? 0 : 1;
                wantedOfLabel[held][label] =
                        Math.min(most, Math.max(least, (int) Math.round(left[label] * shares[held])));
                rest -= wantedOfLabel[held][label];
            }
            wantedOfLabel[0][label] = rest;
        }
        wanted = Arrays.stream(shares).map(share -> share * labels.length).toArray();
        part = new int[labels.length];
        Arrays.fill(part, -1);
    }

    /**
     * @param labels of each example, 0 to {@code classes - 1}; may be none
     * @param shares of each part, summing to 1; the first part keeps at least one example of each label
     * @return the part of each example
     */
    static int[] parts(int[][] labels, int classes, double[] shares, long seed) {
        return new IterativeStratification(labels, classes, shares, Randomness.generator(seed, Purpose.SPLIT, 0))
                .divide();
    }

    private int[] divide() {
        var order = new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
        Collections.shuffle(order, random);
        List<List<Integer>> bearers =
                Arrays.stream(left).<List<Integer>>mapToObj(ArrayList::new).toList();
        for (int example : order) {
            for (int label : labels[example]) {
                bearers.get(label).add(example);
            }
        }
        for (int label = rarest(); label >= 0; label = rarest()) {
            for (int example : bearers.get(label)) {
                if (part[example] < 0) {
                    assign(example, label);
                }
            }
        }
        for (int example : order) {
            if (part[example] < 0) {
                assign(example, -1);
            }
        }
        return part;
    }

    /** Of the labels that have examples left; -1 where none has. */
    private int rarest() {
        int rarest = -1;
        for (int label = 0; label < left.length; label++) {
            if (left[label] > 0 && (rarest < 0 || left[label] < left[rarest])) {
                rarest = label;
            }
        }
        return rarest;
    }

    /** @param label that decides, -1 for none */
    private void assign(int example, int label) {
        var best = new ArrayList<Integer>();
        for (int each = 0; each < parts; each++) {
            int order = best.isEmpty() ? 1 : compare(each, best.getFirst(), label);
            if (order > 0) {
                best.clear();
            }
            if (order >= 0) {
                best.add(each);
            }
        }
        int chosen = best.get(best.size() == 1 ? 0 : random.nextInt(best.size()));
        part[example] = chosen;
        wanted[chosen]--;
        for (int borne : labels[example]) {
            wantedOfLabel[chosen][borne]--;
            left[borne]--;
        }
    }

    private int compare(int one, int other, int label) {
        int order = label < 0 ? 0 : Integer.compare(wantedOfLabel[one][label], wantedOfLabel[other][label]);
        return order != 0 ? order : Double.compare(wanted[one], wanted[other]);
    }
}
