package bottega.training.dataset;

import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.DataSetKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** In the order of their indices, which never changes: by their labels' numbers, then by name. Read from disk each time. */
    public List<Example> examples() {
        if (description.kind() == DataSetKind.NUMBERS) {
            return NumberFiles.examples(folder, classes());
        }
        try {
            return ExampleIndex.isIn(folder) ? ExampleIndex.read(folder, classes()) : examplesOfFolders();
        } catch (IOException e) {
            throw new UncheckedIOException("The data set " + id() + " cannot be read", e);
        }
    }

    /** Of a data set of numbers: float32, little-endian, a row for each example. */
    public Path numbers() {
        return folder.resolve(NumberFiles.NUMBERS);
    }

    private List<Example> examplesOfFolders() throws IOException {
        var examples = new ArrayList<Example>();
        List<String> classes = classes();
        for (int label = 0; label < classes.size(); label++) {
            String name = classes.get(label);
            try (Stream<Path> files = Files.list(picturesOf(folder).resolve(name))) {
                for (Path file : files.sorted(
                                Comparator.comparing(each -> each.getFileName().toString()))
                        .toList()) {
                    examples.add(new Example(file, name + "/" + file.getFileName(), List.of(label), null));
                }
            }
        }
        return examples;
    }

    static Path picturesOf(Path folder) {
        return folder.resolve("pictures");
    }
}
