package bottega.training.engine;

import bottega.common.dataset.Part;
import bottega.training.engine.Randomness.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which examples to learn from, which to choose the epoch by and which to judge on, by index, ascending.
 *
 * @param test empty where there is none
 */
public record Split(int[] training, int[] validation, int[] test) {
    /**
     * What is drawn of each class, 0 to below 1.
     *
     * @param validation 0 where it is given
     * @param test 0 for none, and where it is given
     */
    public record Fractions(double validation, double test) {}

    /** @param given of each example; null entries for those of which nothing is said: they are drawn from, like those for training */
    public static int[] pool(List<Part> given) {
        return IntStream.range(0, given.size())
                .filter(i -> given.get(i) == null || given.get(i) == Part.TRAINING)
                .toArray();
    }

    /** What was drawn from the {@link #pool}, and beside it what is given. */
    public Split with(List<Part> given) {
        return new Split(training, joined(validation, given, Part.VALIDATION), joined(test, given, Part.TEST));
    }

    private static int[] joined(int[] drawn, List<Part> given, Part part) {
        return IntStream.concat(
                        Arrays.stream(drawn), IntStream.range(0, given.size()).filter(i -> given.get(i) == part))
                .sorted()
                .toArray();
    }

    /**
     * Of each class, or of each label of several, the same share.
     *
     * @param pool indices that are drawn from
     */
    public static Split stratified(int[] pool, Targets targets, int classes, Fractions fractions, long seed) {
        return switch (targets) {
            case Targets.SingleLabel single -> stratified(pool, single.label(), classes, fractions, seed);
            case Targets.MultiLabel multi -> {
                double[] shares = {
                    1 - fractions.validation() - fractions.test(), fractions.validation(), fractions.test()
                };
                int[] parts = IterativeStratification.parts(multi.of(pool), classes, shares, seed);
                yield new Split(inPart(pool, parts, 0), inPart(pool, parts, 1), inPart(pool, parts, 2));
            }
        };
    }

    private static int[] inPart(int[] pool, int[] parts, int part) {
        return IntStream.range(0, pool.length)
                .filter(i -> parts[i] == part)
                .map(i -> pool[i])
                .toArray();
    }

    /**
     * Stratified: each fraction is taken of each class, rounded, at least one where there is one to spare and never all.
     * The validation examples are the same whatever is tested, but in classes of a few.
     *
     * @param pool indices that are drawn from
     * @param labels class of each example, 0 to {@code classes - 1}
     */
    public static Split stratified(int[] pool, int[] labels, int classes, Fractions fractions, long seed) {
        var training = new ArrayList<Integer>();
        var validation = new ArrayList<Integer>();
        var test = new ArrayList<Integer>();
        for (int label = 0; label < classes; label++) {
            List<Integer> members = members(pool, labels, label);
            shuffle(members, Randomness.generator(seed, Purpose.SPLIT, label));
            int spare = members.size() - 1;
            int kept = fractions.test() > 0 && spare > 1 ? 1 : 0;
            int validated = held(members.size(), spare - kept, fractions.validation());
            int judged = held(members.size(), spare - validated, fractions.test());
            validation.addAll(members.subList(0, validated));
            test.addAll(members.subList(validated, validated + judged));
            training.addAll(members.subList(validated + judged, members.size()));
        }
        return new Split(sorted(training), sorted(validation), sorted(test));
    }

    /** How many are held out. */
    private static int held(int members, int most, double fraction) {
        if (fraction == 0) {
            return 0;
        }
        int rounded = (int) Math.round(members * fraction);
        return Math.max(Math.min(Math.max(rounded, 1), most), 0);
    }

    public int[] part(Part part) {
        return switch (part) {
            case TRAINING -> training;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /** The training examples in the order of an epoch. */
    int[] order(long seed, int epoch) {
        var order = new ArrayList<Integer>();
        for (int index : training) {
            order.add(index);
        }
        shuffle(order, Randomness.generator(seed, Purpose.ORDER, epoch));
        return toArray(order);
    }

    private static List<Integer> members(int[] pool, int[] labels, int label) {
        var members = new ArrayList<Integer>();
        for (int index : pool) {
            if (labels[index] == label) {
                members.add(index);
            }
        }
        return members;
    }

    private static void shuffle(List<Integer> list, RandomGenerator random) {
        Collections.shuffle(list, random);
    }

    private static int[] sorted(List<Integer> indices) {
        return indices.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private static int[] toArray(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
