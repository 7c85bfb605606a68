package bottega.training.table;

import bottega.common.dataset.Part;
import bottega.common.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** From a CSV file to a {@link NumberTable}. */
public final class NumberTables {
    private static final int FIRST_LINE = 1 << 16;

    private NumberTables() {}

    /**
     * @param numbers file that does not exist yet; afterwards it has the numbers
     * @throws ProblemException 4xx when it is no table of numbers with labels, or too large; where single values are bad, it
     *     says which
     */
    public static NumberTable read(Path csv, TableOptions options, TableLimits limits, Path numbers)
            throws IOException {
        char delimiter = delimiter(csv);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        try (var lines = new LimitedLines(reader(csv));
                CSVParser parser =
                        CSVParser.builder().setReader(lines).setFormat(format).get();
                var out = new FloatFile(numbers)) {
            var records = new Records(parser, lines);
            if (!records.hasNext()) {
                throw TableProblems.empty("no line");
            }
            List<String> first = records.next();
            boolean header = Columns.isHeader(first);
            if (header && !records.hasNext()) {
                throw TableProblems.empty("a header alone");
            }
            List<String> names = header ? first : Columns.numbered(first.size());
            List<String> example = header ? records.next() : first;
            Columns columns = Columns.of(names, example, options);
            checkSize(columns.numbers().size(), "columns", limits.columns());
            return new Rows(columns, new Numbers(delimiter != ','), limits, out).read(example, records);
        }
    }

    private static void checkSize(long received, String what, long most) {
        if (received > most) {
            throw TableProblems.tooLarge("at most " + most + " " + what, received + " " + what);
        }
    }

    /** A tab or semicolon in the first line is one; else it is a comma. */
    private static char delimiter(Path csv) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(csv))) {
            boolean quoted = false;
            boolean begun = false;
            char delimiter = ',';
            for (int i = 0, b = in.read(); i < FIRST_LINE && b >= 0 && !(begun && isLineEnd(b)); i++, b = in.read()) {
                quoted ^= b == '"';
                begun |= !isLineEnd(b);
                if (!quoted && (b == '\t' || b == ';' && delimiter == ',')) {
                    delimiter = (char) b;
                }
            }
            return delimiter;
        }
    }

    private static boolean isLineEnd(int b) {
        return b == '\n' || b == '\r';
    }

    /** UTF-8 and nothing else, without a mark at its beginning. */
    private static InputStreamReader reader(Path csv) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(csv), 1 << 16);
        in.mark(3);
        byte[] mark = in.readNBytes(3);
        if (mark.length < 3 || mark[0] != (byte) 0xEF || mark[1] != (byte) 0xBB || mark[2] != (byte) 0xBF) {
            in.reset();
        }
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** What a damaged file throws becomes a problem that names the line. */
    static final class Records {
        private final CSVParser parser;
        private final LimitedLines lines;
        private final Iterator<CSVRecord> records;
        private int line;

        private Records(CSVParser parser, LimitedLines lines) {
            this.parser = parser;
            this.lines = lines;
            records = parser.iterator();
        }

        boolean hasNext() {
            try {
                return records.hasNext();
            } catch (UncheckedIOException e) {
                throw damaged(e);
            }
        }

        List<String> next() {
            try {
                CSVRecord record = records.next();
                line = (int) Math.min(parser.getCurrentLineNumber(), Integer.MAX_VALUE);
                lines.next();
                return record.stream().map(String::strip).toList();
            } catch (UncheckedIOException e) {
                throw damaged(e);
            }
        }

        /** Of the record that was handed out last, its last one where it has several. */
        int line() {
            return line;
        }

        private ProblemException damaged(UncheckedIOException e) {
            long place = parser.getCurrentLineNumber() + 1;
            return TableProblems.damaged(
                    place,
                    e.getCause() instanceof CharacterCodingException
                            ? "bytes that are no UTF-8"
                            : TableProblems.shown(String.valueOf(e.getCause().getMessage())),
                    e);
        }
    }

    /** Row by row. */
    private static final class Rows {
        private final Columns columns;
        private final Numbers numbers;
        private final TableLimits limits;
        private final FloatFile out;
        private final BadValues bad = new BadValues();
        private final Labels labels = new Labels();
        private final List<NumberTable.Row> rows = new ArrayList<>();

        private Rows(Columns columns, Numbers numbers, TableLimits limits, FloatFile out) {
            this.columns = columns;
            this.numbers = numbers;
            this.limits = limits;
            this.out = out;
        }

        private NumberTable read(List<String> first, Records records) throws IOException {
            add(first, records.line());
            while (records.hasNext()) {
                checkSize(rows.size() + 1L, "rows", limits.rows());
                checkSize((rows.size() + 1L) * columns.numbers().size(), "numbers", limits.numbers());
                add(records.next(), records.line());
            }
            bad.refuse();
            String column = columns.names().get(columns.label());
            List<String> classes = labels.sorted(column, columns.labelAsked(), rows.size());
            return new NumberTable(
                    columns.numbers().stream().map(columns.names()::get).toList(),
                    classes,
                    labels.renumbered(rows, classes),
                    columns.leftOut());
        }

        private void add(List<String> values, int line) throws IOException {
            if (values.size() != columns.names().size()) {
                bad.add("line " + line + ": " + values.size() + " values, where the first line has "
                        + columns.names().size());
                return;
            }
            for (int column : columns.numbers()) {
                out.write(numbers.read(values.get(column), line, columns.names().get(column), bad));
            }
            int label = labels.number(
                    values.get(columns.label()), line, columns.names().get(columns.label()), bad);
            rows.add(new NumberTable.Row(line, label, part(values, line)));
        }

        private Part part(List<String> values, int line) {
            if (columns.part() < 0 || values.get(columns.part()).isEmpty()) {
                return null;
            }
            String name = values.get(columns.part());
            return Part.called(name).orElseGet(() -> {
                bad.add(
                        line,
                        columns.names().get(columns.part()),
                        "'" + TableProblems.shown(name) + "' is not one of " + Part.NAMES);
                return null;
            });
        }
    }
}
