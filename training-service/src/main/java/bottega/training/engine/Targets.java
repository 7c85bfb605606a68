package bottega.training.engine;

import java.util.Arrays;

/** What is right for each example of a data set, by the example's index. */
public sealed interface Targets {
    int size();

    /** The labels that an example bears, ascending. */
    int[] labels(int index);

    /** How many of some examples bear each label. */
    default int[] counts(int[] indices, int classes) {
        int[] counts = new int[classes];
        for (int index : indices) {
            for (int label : labels(index)) {
                counts[label]++;
            }
        }
        return counts;
    }

    /** @param label of each example, from 0 */
    record SingleLabel(int[] label) implements Targets {
        @Override
        public int size() {
            return label.length;
        }

        @Override
        public int[] labels(int index) {
            return new int[] {label[index]};
        }

        public int[] of(int[] indices) {
            return Arrays.stream(indices).map(index -> label[index]).toArray();
        }
    }

    /** @param sets the labels of each example, from 0, ascending; none where it bears none */
    record MultiLabel(int[][] sets) implements Targets {
        @Override
        public int size() {
            return sets.length;
        }

        @Override
        public int[] labels(int index) {
            return sets[index];
        }

        public int[][] of(int[] indices) {
            return Arrays.stream(indices).mapToObj(index -> sets[index]).toArray(int[][]::new);
        }
    }
}
