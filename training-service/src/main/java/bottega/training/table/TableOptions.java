package bottega.training.table;

import java.util.Set;

/**
 * What cannot be read from a table itself.
 *
 * @param label name of the column of labels; null to find it by its name, else to take the last
 * @param ignored names of columns that are left out
 */
public record TableOptions(String label, Set<String> ignored) {
    public static final TableOptions NONE = new TableOptions(null, Set.of());

    public TableOptions {
        ignored = Set.copyOf(ignored);
    }
}
