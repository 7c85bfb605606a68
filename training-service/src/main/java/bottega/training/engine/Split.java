package bottega.training.engine;

import bottega.training.engine.Randomness.Purpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which pictures to learn from and which to measure on, by index.
 *
 * @param training at least one of every class
 * @param validation of every class that has two or more pictures
 */
public record Split(int[] training, int[] validation) {
    /**
     * Stratified: the fraction is taken of each class, rounded, at least one and never all.
     *
     * @param labels class of each picture, 0 to {@code classes - 1}
     * @param validationFraction above 0, below 1
     */
    static Split stratified(int[] labels, int classes, double validationFraction, long seed) {
        var training = new ArrayList<Integer>();
        var validation = new ArrayList<Integer>();
        for (int label = 0; label < classes; label++) {
            List<Integer> members = indices(labels, label);
            shuffle(members, Randomness.generator(seed, Purpose.SPLIT, label));
            int held = held(members.size(), validationFraction);
            validation.addAll(members.subList(0, held));
            training.addAll(members.subList(held, members.size()));
        }
        Collections.sort(training);
        Collections.sort(validation);
        return new Split(toArray(training), toArray(validation));
    }

    /** Pictures of a class that are held out. */
    private static int held(int pictures, double validationFraction) {
        int rounded = (int) Math.round(pictures * validationFraction);
        return Math.min(Math.max(rounded, 1), pictures - 1);
    }

    /** Pictures of a class that are learnt from. */
    public static int trainingPictures(int pictures, double validationFraction) {
        return pictures - held(pictures, validationFraction);
    }

    /** The training pictures in the order of an epoch. */
    int[] order(long seed, int epoch) {
        var order = new ArrayList<Integer>();
        for (int index : training) {
            order.add(index);
        }
        shuffle(order, Randomness.generator(seed, Purpose.ORDER, epoch));
        return toArray(order);
    }

    private static List<Integer> indices(int[] labels, int label) {
        var members = new ArrayList<Integer>();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                members.add(i);
            }
        }
        return members;
    }

    private static void shuffle(List<Integer> list, RandomGenerator random) {
        Collections.shuffle(list, random);
    }

    private static int[] toArray(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
