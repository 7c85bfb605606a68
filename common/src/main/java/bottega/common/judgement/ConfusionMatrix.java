package bottega.common.judgement;

import java.util.List;

/**
 * Who was taken for whom.
 *
 * @param labels in the order of rows and columns
 * @param counts {@code counts[i][j]} pictures of class i were answered j
 */
public record ConfusionMatrix(List<String> labels, List<List<Integer>> counts) {
    public ConfusionMatrix {
        labels = List.copyOf(labels);
        counts = counts.stream().map(List::copyOf).toList();
        int classes = labels.size();
        if (counts.size() != classes || counts.stream().anyMatch(row -> row.size() != classes)) {
            throw new IllegalArgumentException("expected " + classes + " rows of " + classes + " counts");
        }
    }
}
