package bottega.training.similarity;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Finds copies among many pictures without comparing each with each: multi-index hashing (Norouzi, Punjani and Fleet 2012,
 * "Fast Search in Hamming Space with Multi-Index Hashing"). A hash of 64 bits is cut into five bands. Two hashes that
 * differ in at most nine bits differ in at most one in some band, else there would be ten; so a query looks, in a table for
 * each band, at its own value and at the 13 next to it. Of 60,000 hashes that are spread evenly it meets {@code 5 x 14 x
 * 60,000 / 8,192}, some 500, a few nanoseconds each. Hashes that are bunched (blank pages, digits in black margins) meet
 * many more, so what one picture may meet and compare is limited.
 */
public final class CopyFinder {
    private static final int[] BAND_STARTS = {0, 13, 26, 39, 52, 64};
    private static final int BANDS = BAND_STARTS.length - 1;
    /** Hashes have as many ones as zeros, so two differ in an even number of bits: 8 is what this means. */
    private static final int MOST_DIFFERENT_BITS = 9;

    /** Comparisons of one picture, some microseconds each. */
    private static final int MOST_COMPARISONS = 2_000;

    /** Entries that one picture looks at, some nanoseconds each. */
    private static final int MOST_MET = 50_000;

    private final List<Fingerprint> pictures;
    /** By band and value: where its pictures begin. */
    private final int[][] starts = new int[BANDS][];

    private final int[][] entries = new int[BANDS][];

    private CopyFinder(List<Fingerprint> pictures) {
        this.pictures = pictures;
        for (int band = 0; band < BANDS; band++) {
            fill(band);
        }
    }

    private void fill(int band) {
        int[] counts = new int[(1 << bits(band)) + 1];
        for (Fingerprint picture : pictures) {
            counts[value(picture.hash(0), band) + 1]++;
        }
        Arrays.parallelPrefix(counts, Integer::sum);
        int[] next = counts.clone();
        entries[band] = new int[pictures.size()];
        for (int i = 0; i < pictures.size(); i++) {
            entries[band][next[value(pictures.get(i).hash(0), band)]++] = i;
        }
        starts[band] = counts;
    }

    private static int bits(int band) {
        return BAND_STARTS[band + 1] - BAND_STARTS[band];
    }

    private static int value(long hash, int band) {
        return (int) (hash >>> BAND_STARTS[band]) & (1 << bits(band)) - 1;
    }

    /**
     * @param groups indices of pictures that are copies of each other, or of a copy: at least two each, ascending
     * @param complete false where a picture looked like so many others that not all of them were compared
     */
    public record Groups(List<int[]> groups, boolean complete) {}

    public static Groups groups(List<Fingerprint> pictures) {
        var finder = new CopyFinder(pictures);
        var sets = new DisjointSets(pictures.size());
        boolean complete = true;
        for (int i = 0; i < pictures.size(); i++) {
            int picture = i;
            complete &= finder.search(
                    pictures.get(i), other -> !sets.same(picture, other), other -> sets.join(picture, other));
        }
        return new Groups(sets.groups(), complete);
    }

    /** Whether each of these is a copy of one of the others, or they of it. */
    public static boolean[] among(List<Fingerprint> pictures, List<Fingerprint> others) {
        var copies = new boolean[pictures.size()];
        var finder = new CopyFinder(others);
        for (int i = 0; i < copies.length; i++) {
            int picture = i;
            finder.search(pictures.get(i), _ -> !copies[picture], _ -> copies[picture] = true);
        }
        var back = new CopyFinder(pictures);
        others.forEach(other -> back.search(other, picture -> !copies[picture], picture -> copies[picture] = true));
        return copies;
    }

    /**
     * For pictures that show this one, or its middle: those that show more of it find it when they are searched for.
     *
     * @param wanted whether a picture is to be compared
     * @return whether all of them were
     */
    private boolean search(Fingerprint picture, IntPredicate wanted, IntConsumer found) {
        var search = new Search(picture, wanted, found);
        for (int variant = 0; variant < Fingerprint.VARIANTS; variant++) {
            for (int band = 0; band < BANDS; band++) {
                int value = value(picture.hash(variant), band);
                search.visit(variant, band, value);
                for (int bit = 0; bit < bits(band); bit++) {
                    search.visit(variant, band, value ^ 1 << bit);
                }
            }
        }
        return !search.givesUp();
    }

    /** One picture's way through the tables. */
    private final class Search {
        private final Fingerprint picture;
        private final IntPredicate wanted;
        private final IntConsumer found;
        private int met;
        private int comparisons;

        Search(Fingerprint picture, IntPredicate wanted, IntConsumer found) {
            this.picture = picture;
            this.wanted = wanted;
            this.found = found;
        }

        boolean givesUp() {
            return met > MOST_MET || comparisons > MOST_COMPARISONS;
        }

        void visit(int variant, int band, int value) {
            long hash = picture.hash(variant);
            for (int i = starts[band][value]; i < starts[band][value + 1] && !givesUp(); i++) {
                met++;
                int other = entries[band][i];
                long different = hash ^ pictures.get(other).hash(0);
                if (Long.bitCount(different) <= MOST_DIFFERENT_BITS
                        && firstBand(different) == band
                        && wanted.test(other)) {
                    comparisons++;
                    if (picture.isShownBy(pictures.get(other), variant)) {
                        found.accept(other);
                    }
                }
            }
        }
    }

    /** The first band that differs in at most one bit: where a pair is met first. */
    private static int firstBand(long different) {
        int band = 0;
        while (band < BANDS && Integer.bitCount(value(different, band)) > 1) {
            band++;
        }
        return band;
    }
}
