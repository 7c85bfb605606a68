package bottega.training.table;

import bottega.common.dataset.Part;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What each column of a table is for.
 *
 * @param names of all columns
 * @param numbers places of the columns of numbers
 * @param label place of the column of labels
 * @param labelAsked whether a person said that it is
 * @param part place of the column of parts; -1 for none
 * @param leftOut the other columns, and why they are
 */
record Columns(
        List<String> names,
        List<Integer> numbers,
        int label,
        boolean labelAsked,
        int part,
        Map<String, String> leftOut) {
    /** A label's column is called so, the surest first. */
    private static final List<String> LABELS =
            List.of("label", "class", "target", "species", "category", "variety", "outcome", "y");

    private static final Set<String> PARTS = Set.of("split", "part", "subset");
    /** Columns of these names that only count the rows: left in, they would give the label away in a sorted table. */
    private static final Set<String> COUNTERS = Set.of("", "id", "index", "row", "rownames", "unnamed: 0", "no", "nr");

    private static final int LONGEST_NAME = 100;

    /** Whether a first line has names: where any value but one is a number, it is an example already. */
    static boolean isHeader(List<String> first) {
        return first.stream().noneMatch(Numbers::isNumber);
    }

    /** Of a table without a header: column1, column2 and so on. */
    static List<String> numbered(int count) {
        var names = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            names.add("column" + i);
        }
        return names;
    }

    /**
     * @param names of the header; blank ones only for a column that counts the rows
     * @param first example, by which a column of parts is told from one of numbers
     */
    static Columns of(List<String> names, List<String> first, TableOptions options) {
        List<String> normal = names.stream().map(Columns::normal).toList();
        checkNames(normal);
        options.ignored().forEach(name -> place("ignore", name, normal));
        int label = label(normal, first, options);
        int part = part(normal, label, first);
        var leftOut = new LinkedHashMap<String, String>();
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < normal.size(); i++) {
            if (i == label || i == part) {
                continue;
            }
            if (options.ignored().contains(normal.get(i))) {
                leftOut.put(normal.get(i), "It was to be ignored.");
            } else if (isCounter(normal.get(i)) && i < first.size() && Numbers.isWhole(first.get(i))) {
                leftOut.put(normal.get(i), "By its name it only counts the rows.");
            } else if (normal.get(i).isEmpty()) {
                throw TableProblems.header("a name for every column", "none for column " + (i + 1));
            } else {
                numbers.add(i);
            }
        }
        if (numbers.isEmpty()) {
            throw TableProblems.noNumbers(
                    normal.size() == 1 ? "one column" : "the columns " + TableProblems.shown(normal));
        }
        return new Columns(normal, numbers, label, options.label() != null, part, leftOut);
    }

    private static String normal(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    private static void checkNames(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(TableProblems::isUnprintable)) {
                throw TableProblems.header(
                        "names of at most " + LONGEST_NAME + " characters, none of them a control character",
                        TableProblems.shown(name));
            }
            if (names.indexOf(name) < i) {
                throw TableProblems.header(
                        "names unlike each other", "two columns called '" + TableProblems.shown(name) + "'");
            }
        }
    }

    private static boolean isCounter(String name) {
        return COUNTERS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The one that was asked for, else one of a usual name, else the only one that has no number, else the last. */
    private static int label(List<String> names, List<String> first, TableOptions options) {
        if (options.label() != null) {
            return place("label", normal(options.label()), names);
        }
        for (String usual : LABELS) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(usual) && !options.ignored().contains(names.get(i))) {
                    return i;
                }
            }
        }
        List<Integer> left = IntStream.range(0, Math.min(names.size(), first.size()))
                .filter(i -> !options.ignored().contains(names.get(i)))
                .boxed()
                .toList();
        if (left.isEmpty()) {
            throw TableProblems.noNumbers("every column is to be ignored");
        }
        List<Integer> words =
                left.stream().filter(i -> !Numbers.isNumber(first.get(i))).toList();
        return words.size() == 1 ? words.getFirst() : left.getLast();
    }

    private static int place(String parameter, String name, List<String> names) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw TableProblems.unknownColumn(parameter, name, names);
        }
        return place;
    }

    private static int part(List<String> names, int label, List<String> first) {
        for (int i = 0; i < names.size(); i++) {
            if (i != label
                    && PARTS.contains(names.get(i).toLowerCase(Locale.ROOT))
                    && i < first.size()
                    && (first.get(i).isEmpty() || Part.called(first.get(i)).isPresent())) {
                return i;
            }
        }
        return -1;
    }
}
