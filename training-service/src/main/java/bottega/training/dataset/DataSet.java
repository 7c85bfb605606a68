package bottega.training.dataset;

import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.DataSetDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A data set on disk. It never changes; it can only be deleted as a whole. */
public record DataSet(DataSetDescription description, Path folder) {
    public String id() {
        return description.id();
    }

    /** Names of the classes, sorted; a class's place in this list is its label's number. */
    public List<String> classes() {
        return description.classes().stream().map(DataSetClass::name).toList();
    }

    /** The picture files of a class, sorted by name; each was decoded once when it was uploaded. */
    public List<Path> files(String className) {
        if (!classes().contains(className)) {
            throw new IllegalArgumentException("class: expected one of " + classes() + ", received " + className);
        }
        try (Stream<Path> files = Files.list(picturesOf(folder).resolve(className))) {
            return files.sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The data set " + id() + " cannot be read", e);
        }
    }

    static Path picturesOf(Path folder) {
        return folder.resolve("pictures");
    }
}
