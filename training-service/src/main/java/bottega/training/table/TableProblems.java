package bottega.training.table;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.util.Collection;

/** The ways in which a table is refused. */
final class TableProblems {
    private static final int SHOWN = 60;

    private TableProblems() {}

    static ProblemException empty(String received) {
        return Problem.of(422, "empty-table", "Empty table", "The table has nothing to learn from.")
                .at("table")
                .expected("a line of column names, then a line for each example")
                .received(received)
                .remedy("Send the CSV file itself: curl -H 'Content-Type: text/csv' --data-binary @iris.csv ...")
                .exception();
    }

    static ProblemException damaged(long line, String what, Throwable cause) {
        return Problem.of(422, "damaged-table", "Damaged table", "The table cannot be read to its end.")
                .at("line " + line)
                .expected("CSV in UTF-8, with quotes in pairs")
                .received(what)
                .remedy("Export the table again as CSV in UTF-8.")
                .exception(cause);
    }

    static ProblemException tooLarge(String expected, String received) {
        return Problem.of(413, "table-too-large", "Table too large", "The table is larger than the limit.")
                .at("table")
                .expected(expected)
                .received(received)
                .remedy("Send fewer rows or columns, or raise bottega.datasets.max-rows, max-columns or max-numbers.")
                .exception();
    }

    static ProblemException header(String expected, String received) {
        return Problem.of(422, "bad-header", "Bad header", "The names of the columns cannot be used.")
                .at("line 1")
                .expected(expected)
                .received(received)
                .remedy("Give every column a name of its own in the first line.")
                .exception();
    }

    static ProblemException unknownColumn(String parameter, String received, Collection<String> columns) {
        return Problem.of(400, "invalid-parameter", "Invalid parameter", "The table has no such column.")
                .at(parameter)
                .expected("one of " + shown(columns))
                .received(shown(received))
                .exception();
    }

    static ProblemException noNumbers(String received) {
        return Problem.of(422, "no-columns", "No columns", "The table has no column of numbers beside its labels.")
                .at("table")
                .expected("columns separated by commas, semicolons or tabs: numbers, and one of labels")
                .received(received)
                .exception();
    }

    static ProblemException labels(String detail, String expected, String received) {
        return Problem.of(422, "bad-labels", "Bad labels", detail)
                .at("label")
                .expected(expected)
                .received(received)
                .remedy(
                        "Say which column has the labels: ?label=species. Numbers are not predicted here, only classes.")
                .exception();
    }

    static ProblemException mixedDecimals(int commaLine, int pointLine) {
        return Problem.of(
                        422,
                        "mixed-decimals",
                        "Mixed decimals",
                        "Some numbers have a decimal comma and others a decimal point, so neither can be trusted.")
                .at("line " + Math.max(commaLine, pointLine))
                .expected("the same decimal mark in the whole table, and none between thousands")
                .received("a comma in line " + commaLine + ", a point in line " + pointLine)
                .remedy("Export the table with decimal points.")
                .exception();
    }

    /** Of columns: a list that stays readable. */
    static String shown(Collection<String> names) {
        String first = String.join(
                ", ", names.stream().limit(20).map(TableProblems::shown).toList());
        return names.size() > 20 ? first + " and " + (names.size() - 20) + " more" : first;
    }

    /** Safe to show: control characters marked, cut to a bearable length. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> {
            if (isUnprintable(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > SHOWN ? shown + "..." : shown.toString();
    }

    static boolean isUnprintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
