package bottega.training.dataset;

import bottega.common.dataset.Part;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code examples.jsonl} in the folder of a data set whose pictures' places do not tell everything: one JSON object
 * a line, in the order of the examples' indices. Pictures lie there under numbers, so that no names can be in each
 * other's way.
 */
final class ExampleIndex {
    private static final String FILE = "examples.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExampleIndex() {}

    /**
     * @param file under the data set's folder of pictures
     * @param labels names of classes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(String file, String name, List<String> labels, Part part) {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static void write(Path folder, List<Line> lines) throws IOException {
        try (SequenceWriter writer = JSON.writerFor(Line.class)
                .withRootValueSeparator("\n")
                .writeValues(folder.resolve(FILE).toFile())) {
            writer.writeAll(lines);
        }
    }

    static List<Example> read(Path folder, List<String> classes) throws IOException {
        Map<String, Integer> places = new HashMap<>();
        classes.forEach(name -> places.put(name, places.size()));
        var examples = new ArrayList<Example>();
        try (MappingIterator<Line> lines =
                JSON.readerFor(Line.class).readValues(folder.resolve(FILE).toFile())) {
            while (lines.hasNextValue()) {
                Line line = lines.nextValue();
                examples.add(new Example(
                        DataSet.picturesOf(folder).resolve(line.file()),
                        line.name(),
                        line.labels().stream().map(places::get).sorted().toList(),
                        line.part()));
            }
        }
        return examples;
    }
}
