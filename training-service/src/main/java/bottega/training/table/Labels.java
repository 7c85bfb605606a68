package bottega.training.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels of a table, in the order in which they were met; then sorted, as classes are. */
final class Labels {
    private static final int MOST = 1_000;
    private static final int LONGEST = 100;
    /** More different numbers with a fraction than that are measurements. */
    private static final int MOST_FRACTIONS = 20;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> met = new ArrayList<>();

    int number(String text, int line, String column, BadValues bad) {
        String label = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (label.isEmpty()) {
            bad.add(line, column, "missing");
            return 0;
        }
        if (label.length() > LONGEST || label.codePoints().anyMatch(TableProblems::isUnprintable)) {
            bad.add(line, column, "no label: '" + TableProblems.shown(label) + "'");
            return 0;
        }
        Integer number = numbers.get(label);
        if (number != null) {
            return number;
        }
        if (met.size() == MOST) {
            throw TableProblems.labels(
                    "The column of labels has too many different ones.",
                    "at most " + MOST + " classes",
                    "more than " + MOST + " in column '" + TableProblems.shown(column) + "'");
        }
        numbers.put(label, met.size());
        met.add(label);
        return met.size() - 1;
    }

    /** @param asked whether a person said that this column has the labels */
    List<String> sorted(String column, boolean asked, int rows) {
        if (met.size() < 2) {
            throw TableProblems.labels(
                    "A classifier needs something to tell apart.",
                    "at least two classes in column '" + TableProblems.shown(column) + "'",
                    met.isEmpty() ? "none" : "'" + TableProblems.shown(met.getFirst()) + "' alone");
        }
        boolean measured = met.stream()
                        .filter(label -> Numbers.isNumber(label) && !Numbers.isWhole(label))
                        .count()
                > Math.min(MOST_FRACTIONS, rows / 4);
        if (measured && !asked) {
            throw TableProblems.labels(
                    "The column that would be taken for the labels has measurements.",
                    "classes",
                    met.size() + " different values in column '" + TableProblems.shown(column) + "', such as "
                            + met.getFirst());
        }
        return met.stream().sorted().toList();
    }

    /** @param classes as {@link #sorted} */
    List<NumberTable.Row> renumbered(List<NumberTable.Row> rows, List<String> classes) {
        int[] places = new int[met.size()];
        for (int i = 0; i < classes.size(); i++) {
            places[numbers.get(classes.get(i))] = i;
        }
        return rows.stream()
                .map(row -> new NumberTable.Row(row.line(), places[row.label()], row.part()))
                .toList();
    }
}
