package bottega.training.dataset;

import bottega.common.dataset.Part;
import java.nio.file.Path;
import java.util.List;

/**
 * A labelled picture.
 *
 * @param file decoded once when it was uploaded
 * @param name what people call it, unlike every other one of the data set: its path in the archive, {@code class/file} or
 *     {@code part/class/file} for example
 * @param labels places of its classes in {@link DataSet#classes}, sorted; exactly one unless the data set is multi-label
 * @param given the part that it came in; null where it was not given
 */
public record Example(Path file, String name, List<Integer> labels, Part given) {
    public Example {
        labels = List.copyOf(labels);
    }

    /** Of a picture that has exactly one. */
    public int label() {
        if (labels.size() != 1) {
            throw new IllegalStateException(name + ": expected one label, received " + labels);
        }
        return labels.getFirst();
    }
}
