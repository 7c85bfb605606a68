package bottega.training.engine;

import bottega.training.similarity.CopyFinder;
import bottega.training.similarity.Fingerprint;
import java.util.Arrays;
import java.util.List;

/** Pictures that training has seen already, as the network is shown them. */
final class Duplicates {
    private Duplicates() {}

    /** How many of the {@code held} pictures are among the {@code training} pictures, or copies of them. */
    static int across(PreparedPictures pictures, int[] training, int[] held) {
        int found = 0;
        for (boolean copy : CopyFinder.among(fingerprints(pictures, held), fingerprints(pictures, training))) {
            found += copy ? 1 : 0;
        }
        return found;
    }

    private static List<Fingerprint> fingerprints(PreparedPictures pictures, int[] indices) {
        return Arrays.stream(indices)
                .parallel()
                .mapToObj(index -> Fingerprint.of(pictures.picture(index)))
                .toList();
    }
}
