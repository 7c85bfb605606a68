package bottega.training.dataset;

import bottega.common.dataset.DataSetClass;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code classes.csv} says about classes: a column {@code name}, perhaps {@code uri}, and labels in columns named by
 * their language, {@code label:it} or {@code it}. Other columns are not read.
 */
record Vocabulary(String table, Map<String, Vocabulary.Entry> entries) {
    static final String FILE = "classes.csv";
    static final Vocabulary NONE = new Vocabulary(FILE, Map.of());

    private static final List<String> NAME = List.of("name", "class", "label");
    private static final List<String> ADDRESS = List.of("uri", "url");
    private static final String PREFIX = "label:";
    /** Also the tags of Indonesian, Norwegian and South Ndebele, which have to say label: here. */
    private static final List<String> NUMBERING = List.of("id", "no", "nr");

    private static final int LONGEST = 2000;

    record Entry(long line, String uri, Map<String, String> labels) {}

    /** Entries of classes that no picture has are skipped. */
    List<DataSetClass> apply(List<DataSetClass> classes, Skips skips) {
        Map<String, Entry> unused = new TreeMap<>(entries);
        List<DataSetClass> described = classes.stream()
                .map(each -> Optional.ofNullable(unused.remove(each.name()))
                        .map(entry -> new DataSetClass(each.name(), each.pictures(), entry.uri(), entry.labels()))
                        .orElse(each))
                .toList();
        unused.forEach((name, entry) -> skips.add(
                table, "Line " + entry.line() + ": no picture has the class " + ArchiveProblems.shown(name) + "."));
        return described;
    }

    static Vocabulary of(Table table) {
        int nameColumn = NAME.stream()
                .map(table.header()::indexOf)
                .filter(place -> place >= 0)
                .findFirst()
                .orElseThrow(() -> Table.bad(
                        table.name(),
                        "The table of classes has no column for their names.",
                        "a column named name or class",
                        "the columns " + ArchiveProblems.shown(String.join(", ", table.header())),
                        "Name the column with the classes: name."));
        Map<Integer, String> languages = languages(table, nameColumn);
        var complaints = new Table.Complaints();
        Map<String, Entry> entries = new HashMap<>();
        for (Table.Row row : table.rows()) {
            String name = Normalizer.normalize(row.cells().get(nameColumn), Normalizer.Form.NFC);
            Map<String, String> labels = new TreeMap<>();
            languages.forEach((column, language) -> {
                String label = row.cells().get(column);
                check(row.line(), label, complaints);
                if (!label.isEmpty()) {
                    labels.put(language, label);
                }
            });
            String uri = uri(table, row, complaints);
            Entry entry = new Entry(row.line(), uri, labels.isEmpty() ? null : labels);
            if (name.isEmpty()) {
                complaints.add(row.line(), "no name");
            } else if (entries.putIfAbsent(name, entry) != null) {
                complaints.add(row.line(), "a second row for " + ArchiveProblems.shown(name));
            }
        }
        complaints.throwIfAny(
                table.name(),
                "in each row a class of its own, and where there is a URI an absolute one",
                "Correct these rows.");
        return new Vocabulary(table.name(), entries);
    }

    private static String uri(Table table, Table.Row row, Table.Complaints complaints) {
        for (String name : ADDRESS) {
            int column = table.header().indexOf(name);
            String text = column < 0 ? "" : row.cells().get(column);
            if (!text.isEmpty()) {
                if (!isAbsoluteUri(text)) {
                    complaints.add(row.line(), "no absolute URI: " + ArchiveProblems.shown(text));
                }
                return text;
            }
        }
        return null;
    }

    private static boolean isAbsoluteUri(String text) {
        try {
            return text.length() <= LONGEST && new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void check(long line, String label, Table.Complaints complaints) {
        if (label.length() > LONGEST) {
            complaints.add(line, "a label of " + label.length() + " characters");
        } else if (label.codePoints().anyMatch(ArchiveProblems::isControl)) {
            complaints.add(line, "a control character in the label " + ArchiveProblems.shown(label));
        }
    }

    /** Tags by column, in the usual case: {@code pt-BR}. */
    private static Map<Integer, String> languages(Table table, int nameColumn) {
        Map<Integer, String> languages = new TreeMap<>();
        for (int column = 0; column < table.header().size(); column++) {
            String header = table.header().get(column);
            boolean marked = header.startsWith(PREFIX);
            if (column == nameColumn || ADDRESS.contains(header)) {
                continue;
            }
            Optional<String> tag =
                    tag(marked ? header.substring(PREFIX.length()).strip() : header, marked);
            if (marked && tag.isEmpty()) {
                throw Table.bad(
                        table.name(),
                        "A column's language is none.",
                        "label: and a language tag, label:it or label:pt-BR for example",
                        ArchiveProblems.shown(header),
                        "Rename the column.");
            }
            if (tag.isPresent() && languages.containsValue(tag.get())) {
                throw Table.bad(
                        table.name(),
                        "Two columns have one language.",
                        "one column for each language",
                        "two for " + tag.get(),
                        "Remove one of them.");
            }
            int place = column;
            tag.ifPresent(each -> languages.put(place, each));
        }
        return languages;
    }

    /**
     * @param marked otherwise only what Java knows as a language of two letters, and nothing that numbers rows: other
     *     columns may stand in the table
     */
    private static Optional<String> tag(String text, boolean marked) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            boolean known = marked
                    ? !locale.getLanguage().isEmpty()
                    : List.of(Locale.getISOLanguages()).contains(locale.getLanguage()) && !NUMBERING.contains(text);
            return known ? Optional.of(locale.toLanguageTag()) : Optional.empty();
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }
}
