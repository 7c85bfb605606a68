package bottega.training.dataset;

import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table that names pictures beside it and their labels: one row a picture, with the columns {@code file}, {@code label} and
 * perhaps {@code split}. Several labels stand in one cell between {@code |} or {@code ;}, or in several columns.
 */
final class LabelTable {
    private static final List<String> FILE = List.of("file", "filename", "file_name", "path", "image");
    private static final String LABEL = "(label|labels|class|classes)[ _-]?[0-9]*";
    private static final List<String> SPLIT = List.of("split", "part", "set");
    private static final String SEVERAL = "[|;]";
    private static final int MOST_LABELS = 100;

    private final Table table;
    private final DataSetKind asked;
    private final List<Integer> labelColumns;
    private final Table.Complaints complaints = new Table.Complaints();

    private LabelTable(Table table, DataSetKind asked) {
        this.table = table;
        this.asked = asked;
        labelColumns = IntStream.range(0, table.header().size())
                .filter(column -> table.header().get(column).matches(LABEL))
                .boxed()
                .toList();
    }

    static boolean namesFiles(Table table) {
        return column(table, FILE).isPresent();
    }

    private static Optional<Integer> column(Table table, List<String> names) {
        return names.stream()
                .map(table.header()::indexOf)
                .filter(place -> place >= 0)
                .findFirst();
    }

    /**
     * Rows without a file and files without a row are skipped.
     *
     * @param files with paths relative to the table's folder
     * @param asked null to be told from the table: multi-label when any row has several labels
     */
    static Draft read(Table table, List<UnpackedFile> files, DataSetKind asked, Skips skips) {
        return new LabelTable(table, asked).draft(files, skips);
    }

    private Draft draft(List<UnpackedFile> files, Skips skips) {
        if (labelColumns.isEmpty()) {
            throw Table.bad(
                    table.name(),
                    "The table names files but has no column for their labels.",
                    "a column named label, labels or class",
                    "the columns " + ArchiveProblems.shown(String.join(", ", table.header())),
                    "Name the column with the labels: label.");
        }
        DataSetKind kind = kind();
        int fileColumn = column(table, FILE).orElseThrow();
        Optional<Integer> splitColumn = column(table, SPLIT);
        var found = new FilesByName(files);
        Map<UnpackedFile, Long> lines = new HashMap<>();
        var pictures = new ArrayList<Draft.Picture>();
        for (Table.Row row : table.rows()) {
            List<String> labels = labels(row, kind);
            Part part = splitColumn.map(column -> part(row, column)).orElse(null);
            String name = row.cells().get(fileColumn);
            if (name.isEmpty()) {
                complaints.add(row.line(), "no file");
                continue;
            }
            FilesByName.Answer answer = found.get(name);
            if (answer.file() == null) {
                skips.add(name, "Line " + row.line() + " of " + table.name() + " names it, and " + answer.reason());
                continue;
            }
            Long before = lines.putIfAbsent(answer.file(), row.line());
            if (before != null) {
                complaints.add(row.line(), ArchiveProblems.shown(name) + " stands in line " + before + " already");
            }
            pictures.add(new Draft.Picture(answer.file(), labels, part));
        }
        ClassNames.twins(pictures.stream()
                        .flatMap(picture -> picture.labels().stream())
                        .toList())
                .ifPresent(twins -> complaints.add(1, "labels that differ only in case: " + twins));
        complaints.throwIfAny(
                table.name(),
                "in each row a file that no other row names, and "
                        + (kind == DataSetKind.PICTURES ? "exactly one label" : "labels between | or ;")
                        + " of at most " + ClassNames.LONGEST + " characters",
                kind == DataSetKind.PICTURES
                        ? "Correct these rows; for pictures of several labels or of none ask for ?kind=multi-label-pictures."
                        : "Correct these rows.");
        files.stream()
                .filter(file -> !lines.containsKey(file))
                .forEach(file -> skips.add(file.path().toString(), "No row of " + table.name() + " names it."));
        return new Draft(kind, pictures);
    }

    private DataSetKind kind() {
        if (asked != null) {
            return asked;
        }
        boolean several =
                table.rows().stream().anyMatch(row -> divided(row).limit(2).count() > 1);
        return several ? DataSetKind.MULTI_LABEL_PICTURES : DataSetKind.PICTURES;
    }

    private Stream<String> divided(Table.Row row) {
        return cells(row)
                .flatMap(cell -> Stream.of(cell.split(SEVERAL)))
                .map(String::strip)
                .filter(each -> !each.isEmpty());
    }

    private Stream<String> cells(Table.Row row) {
        return labelColumns.stream().map(row.cells()::get).filter(each -> !each.isEmpty());
    }

    private List<String> labels(Table.Row row, DataSetKind kind) {
        boolean several = kind == DataSetKind.MULTI_LABEL_PICTURES;
        List<String> labels = (several ? divided(row) : cells(row))
                .map(label -> Normalizer.normalize(label, Normalizer.Form.NFC))
                .distinct()
                .toList();
        if (!several && labels.size() != 1) {
            complaints.add(row.line(), labels.isEmpty() ? "no label" : labels.size() + " labels");
        }
        if (labels.size() > MOST_LABELS) {
            complaints.add(row.line(), labels.size() + " labels, the limit is " + MOST_LABELS);
        }
        for (String label : labels) {
            if (ClassNames.isTooLong(label)) {
                complaints.add(row.line(), "a label of " + label.length() + " characters");
            } else if (label.codePoints().anyMatch(ArchiveProblems::isControl)) {
                complaints.add(row.line(), "a control character in the label " + ArchiveProblems.shown(label));
            }
        }
        return labels;
    }

    private Part part(Table.Row row, int column) {
        String name = row.cells().get(column);
        Optional<Part> part = Part.called(name);
        if (part.isEmpty()) {
            complaints.add(
                    row.line(),
                    "the " + table.header().get(column) + " '" + ArchiveProblems.shown(name) + "' is none of "
                            + Part.NAMES);
        }
        return part.orElse(null);
    }
}
