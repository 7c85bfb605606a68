package bottega.training.table;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Values that are missing or no numbers: the first ones by line and column, the rest by their number. */
final class BadValues {
    private static final int NAMED = 20;

    private final List<String> named = new ArrayList<>();
    private int count;

    void add(int line, String column, String what) {
        add("line " + line + ", column '" + TableProblems.shown(column) + "': " + what);
    }

    void add(String what) {
        count++;
        if (named.size() < NAMED) {
            named.add(what);
        }
    }

    void refuse() {
        if (count > 0) {
            throw exception();
        }
    }

    private ProblemException exception() {
        return Problem.of(
                        422,
                        "bad-values",
                        "Bad values",
                        count + (count == 1 ? " value is" : " values are")
                                + " missing or cannot be read, and nothing is guessed in their place.")
                .at(named.getFirst().substring(0, named.getFirst().indexOf(':')))
                .expected("a number in every column but that of the labels, with a decimal point: -12.5 or 3e-4")
                .received(String.join("; ", named) + (count > NAMED ? "; and " + (count - NAMED) + " more" : ""))
                .remedy("Fill in or leave out these rows, or leave out a column: ?ignore=remarks")
                .exception();
    }
}
