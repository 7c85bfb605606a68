package bottega.training.dataset;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file (RFC 4180) in UTF-8 with a header, read whole; with or without a byte order mark, its cells separated by
 * commas, semicolons or tabs, whichever the header has most of.
 *
 * @param name of the file, for people
 * @param header stripped, in lower case
 * @param rows as many cells each as the header has
 */
record Table(String name, List<String> header, List<Row> rows) {
    private static final long MOST_BYTES = 32L << 20;
    private static final int MOST_ROW_CHARACTERS = 1 << 20;
    private static final String SEPARATORS = ",;\t";

    /**
     * @param line the first of the row's, from 1
     * @param cells stripped
     */
    record Row(long line, List<String> cells) {}

    /** What is wrong with the rows: all of it counted, the first of it said. */
    static final class Complaints {
        private static final int SAID = 10;

        private final List<String> first = new ArrayList<>();
        private int count;

        void add(long line, String what) {
            count++;
            if (first.size() < SAID) {
                first.add("line " + line + ": " + what);
            }
        }

        void throwIfAny(String table, String expected, String remedy) {
            if (count > 0) {
                throw bad(
                        table,
                        count == 1 ? "A row cannot be used." : count + " rows cannot be used.",
                        expected,
                        String.join("; ", first)
                                + (count > first.size() ? "; and " + (count - first.size()) + " more" : ""),
                        remedy);
            }
        }
    }

    /**
     * @param mostRows more are a problem of status 413
     * @throws ProblemException 422 with the line, when it is no such table
     */
    static Table read(UnpackedFile file, int mostRows) throws IOException {
        String name = file.path().toString();
        if (file.size() > MOST_BYTES) {
            throw tooLarge(name, "at most " + MOST_BYTES + " bytes", file.size() + " bytes");
        }
        String text = text(name, Files.readAllBytes(file.file()));
        var reader = new MeteredReader(new StringReader(text), MOST_ROW_CHARACTERS);
        CSVFormat format =
                CSVFormat.RFC4180.builder().setDelimiter(separator(text)).get();
        var lines = new Lines(text);
        try (CSVParser parser =
                CSVParser.builder().setReader(reader).setFormat(format).get()) {
            Iterator<CSVRecord> records = parser.iterator();
            List<String> header = null;
            var rows = new ArrayList<Row>();
            while (true) {
                reader.allow(MOST_ROW_CHARACTERS);
                if (!records.hasNext()) {
                    break;
                }
                CSVRecord row = records.next();
                List<String> cells = row.toList();
                long start = lines.of(row.getCharacterPosition());
                if (cells.stream().allMatch(String::isEmpty)) {
                    continue;
                }
                cells = cells.stream().map(String::strip).toList();
                if (header == null) {
                    header = cells.stream()
                            .map(cell -> cell.toLowerCase(Locale.ROOT))
                            .toList();
                } else if (cells.size() != header.size()) {
                    throw bad(
                            name,
                            "A row has another number of cells than the header.",
                            header.size() + " cells, as in the header",
                            cells.size() + " cells in line " + start,
                            "Put cells that have the separator in them between quotation marks.");
                } else if (rows.size() == mostRows) {
                    throw tooLarge(name, "at most " + mostRows + " rows", "more");
                } else {
                    rows.add(new Row(start, cells));
                }
            }
            if (header == null) {
                throw bad(name, "The table is empty.", "a header and rows", "no line", "Send the table again.");
            }
            return new Table(name, header, List.copyOf(rows));
        } catch (UncheckedIOException | IOException e) {
            throw bad(
                    name,
                    "The table cannot be read.",
                    "a table as in RFC 4180",
                    "after line " + lines.last() + ": " + ArchiveProblems.shown(reason(e)),
                    "Write quotation marks inside of cells twice, and close those that open a cell.");
        }
    }

    /** Counts lines along the text. */
    private static final class Lines {
        private final String text;
        private int position;
        private long line = 1;

        private Lines(String text) {
            this.text = text;
        }

        /** @param position not before the last one asked for */
        long of(long next) {
            for (; position < Math.min(next, text.length()); position++) {
                char c = text.charAt(position);
                boolean followed = position + 1 < text.length() && text.charAt(position + 1) == '\n';
                line += c == '\n' || (c == '\r' && !followed) ? 1 : 0;
            }
            return line;
        }

        long last() {
            return line;
        }
    }

    /** The parser's iterator wraps what the parser throws. */
    private static String reason(Exception e) {
        return String.valueOf(
                e instanceof UncheckedIOException wrapped ? wrapped.getCause().getMessage() : e.getMessage());
    }

    private static String text(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw bad(
                    name,
                    "The table is not in UTF-8.",
                    "UTF-8",
                    "other bytes in line "
                            + (1 + text.chars().filter(c -> c == '\n').count()),
                    "Save the table as CSV in UTF-8.");
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** The one that the first line has most of, outside of quotation marks. */
    private static char separator(String text) {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted && SEPARATORS.indexOf(c) >= 0) {
                counts[SEPARATORS.indexOf(c)]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }

    static ProblemException bad(String table, String detail, String expected, String received, String remedy) {
        return Problem.of(422, "bad-table", "Bad table", detail)
                .at(ArchiveProblems.shown(table))
                .expected(expected)
                .received(received)
                .remedy(remedy)
                .exception();
    }

    private static ProblemException tooLarge(String table, String expected, String received) {
        return Problem.of(413, "table-too-large", "Table too large", "The table is larger than the limit.")
                .at(ArchiveProblems.shown(table))
                .expected(expected)
                .received(received)
                .remedy("Divide the data set.")
                .exception();
    }
}
