package bottega.training.dataset;

import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.DataSetColumn;
import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import bottega.training.table.NumberTable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A data set of numbers on disk, in the order of its examples, by class and line: {@value #NUMBERS} has the numbers as
 * float32, little-endian; {@value #ROWS} line, label and part of each row as int32, int32 and byte, big-endian.
 */
final class NumberFiles {
    static final String NUMBERS = "numbers.bin";
    private static final String ROWS = "rows.bin";
    private static final String CONSTANT = "The same in every row: it tells nothing apart.";
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private NumberFiles() {}

    /**
     * @param numbers of the table, in its own order
     * @param target exists and is empty
     */
    static DataSetDescription write(String id, String name, NumberTable table, Path numbers, Skips skips, Path target)
            throws IOException {
        Integer[] order = new Integer[table.rows().size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        // stable, so by line within a class
        Arrays.sort(
                order,
                Comparator.comparingInt((Integer row) -> table.rows().get(row).label()));
        var statistics = new Statistics(table.columns().size());
        MessageDigest digest = DataSetHash.sha256();
        for (String column : table.columns()) {
            digest.update(column.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        long rowBytes = (long) Float.BYTES * table.columns().size();
        try (FileChannel channel = FileChannel.open(numbers, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined();
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(target.resolve(NUMBERS)), 1 << 16);
                var sorted = new DigestOutputStream(file, digest)) {
            MemorySegment all = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            for (int index : order) {
                NumberTable.Row row = table.rows().get(index);
                digest.update(table.classes().get(row.label()).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(code(row.part()));
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, row.line()));
                MemorySegment values = all.asSlice(index * rowBytes, rowBytes);
                sorted.write(values.toArray(ValueLayout.JAVA_BYTE));
                statistics.add(values);
            }
        }
        writeRows(table, order, target);
        return describe(
                id,
                name,
                table,
                statistics,
                skips,
                order.length * rowBytes,
                HexFormat.of().formatHex(digest.digest()));
    }

    private static byte code(Part part) {
        return (byte) (part == null ? 0 : part.ordinal() + 1);
    }

    private static void writeRows(NumberTable table, Integer[] order, Path target) throws IOException {
        try (var out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(target.resolve(ROWS)), 1 << 16))) {
            for (int index : order) {
                NumberTable.Row row = table.rows().get(index);
                out.writeInt(row.line());
                out.writeInt(row.label());
                out.writeByte(code(row.part()));
            }
        }
    }

    private static DataSetDescription describe(
            String id, String name, NumberTable table, Statistics statistics, Skips skips, long bytes, String hash) {
        int[] counts = new int[table.classes().size()];
        Map<Part, Integer> parts = new EnumMap<>(Part.class);
        for (NumberTable.Row row : table.rows()) {
            counts[row.label()]++;
            if (row.part() != null) {
                parts.merge(row.part(), 1, Integer::sum);
            }
        }
        var classes = new ArrayList<DataSetClass>();
        for (int label = 0; label < counts.length; label++) {
            classes.add(new DataSetClass(table.classes().get(label), counts[label]));
        }
        table.leftOut().forEach((column, reason) -> skips.add("column '" + column + "'", reason));
        return new DataSetDescription(
                id,
                name,
                1,
                DataSetKind.NUMBERS,
                classes,
                table.rows().size(),
                parts,
                statistics.columns(table.columns()),
                bytes,
                skips.first(),
                skips.count(),
                hash,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** {@code class/line 17}, in the order of the numbers. */
    static List<Example> examples(Path folder, List<String> classes) {
        Path file = folder.resolve(ROWS);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            var examples = new ArrayList<Example>();
            for (long left = Files.size(file) / (2 * Integer.BYTES + 1); left > 0; left--) {
                int line = in.readInt();
                int label = in.readInt();
                int part = in.readByte();
                examples.add(new Example(
                        folder.resolve(NUMBERS),
                        classes.get(label) + "/line " + line,
                        List.of(label),
                        part == 0 ? null : Part.values()[part - 1]));
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException("The data set in " + folder + " cannot be read", e);
        }
    }

    /** Of every column, by Welford's method, in double precision. */
    private static final class Statistics {
        private final double[] min;
        private final double[] max;
        private final double[] mean;
        private final double[] squares;
        private long rows;

        private Statistics(int columns) {
            min = new double[columns];
            max = new double[columns];
            mean = new double[columns];
            squares = new double[columns];
        }

        private void add(MemorySegment row) {
            rows++;
            for (int column = 0; column < mean.length; column++) {
                double value = row.getAtIndex(FLOAT, column);
                min[column] = rows == 1 ? value : Math.min(min[column], value);
                max[column] = rows == 1 ? value : Math.max(max[column], value);
                double before = value - mean[column];
                mean[column] += before / rows;
                squares[column] += before * (value - mean[column]);
            }
        }

        /** 4.3 as it was written, not 4.300000190734863, which is the nearest float32. */
        private static double shortest(double number) {
            return Double.parseDouble(Float.toString((float) number));
        }

        private List<DataSetColumn> columns(List<String> names) {
            var columns = new ArrayList<DataSetColumn>();
            for (int i = 0; i < mean.length; i++) {
                columns.add(new DataSetColumn(
                        names.get(i),
                        shortest(min[i]),
                        shortest(max[i]),
                        mean[i],
                        Math.sqrt(squares[i] / rows),
                        min[i] == max[i] ? CONSTANT : null));
            }
            return columns;
        }
    }
}
