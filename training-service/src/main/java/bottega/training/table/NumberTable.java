package bottega.training.table;

import bottega.common.dataset.Part;
import java.util.List;
import java.util.Map;

/**
 * A table that was read. Its numbers lie in a file: float32, little-endian, row by row.
 *
 * @param columns names of the columns of numbers
 * @param classes the labels that there are, sorted
 * @param rows in the table's order
 * @param leftOut columns that are no part of it, and why not
 */
public record NumberTable(List<String> columns, List<String> classes, List<Row> rows, Map<String, String> leftOut) {
    /**
     * @param line of the file, from 1
     * @param label place in {@code classes}
     * @param part null where none is given
     */
    public record Row(int line, int label, Part part) {}
}
