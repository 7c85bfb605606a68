package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.common.augmentation.Augmentation;
import bottega.networks.zoo.NumberInput;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Rows of numbers, read from a memory-mapped file: float32 {@code [columns]} each. Nothing is augmented. */
public final class NumberRows implements LabelledExamples {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena;
    private final MemorySegment numbers;
    private final Targets.SingleLabel targets;
    private final int columns;

    private NumberRows(Arena arena, MemorySegment numbers, Targets.SingleLabel targets, int columns) {
        this.arena = arena;
        this.numbers = numbers;
        this.targets = targets;
        this.columns = columns;
    }

    /**
     * @param file float32, little-endian, row by row
     * @param targets of each row
     */
    public static NumberRows open(Path file, Targets.SingleLabel targets, int columns) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long expected = (long) targets.size() * columns * Float.BYTES;
            if (channel.size() != expected) {
                throw new IOException(
                        file + ": expected " + expected + " bytes of numbers, received " + channel.size());
            }
            return new NumberRows(arena, channel.map(MapMode.READ_ONLY, 0, expected, arena), targets, columns);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public int size() {
        return targets.size();
    }

    @Override
    public Targets targets() {
        return targets;
    }

    int label(int index) {
        return targets.label()[index];
    }

    @Override
    public Shape shape() {
        return new Shape(columns);
    }

    @Override
    public long bytes() {
        return (long) columns * Float.BYTES;
    }

    float number(int row, int column) {
        return numbers.getAtIndex(FLOAT, (long) row * columns + column);
    }

    /** Of a row, as they are stored: equal rows have equal ones. */
    ByteBuffer row(int index) {
        return numbers.asSlice(index * bytes(), bytes()).asByteBuffer();
    }

    @Override
    public void copyTo(int index, ByteBuffer batch) {
        // The engine reads them as they stand in memory, and runs on little-endian processors only.
        batch.put(row(index));
    }

    @Override
    public Varied varied(Augmentation augmentation, long seed) {
        return (index, _, batch) -> copyTo(index, batch);
    }

    @Override
    public NDArray array(ByteBuffer batch, int rows, NDManager manager) {
        return manager.create(batch, new Shape(rows, columns), DataType.FLOAT32);
    }

    @Override
    public int duplicates(int[] training, int[] validation) {
        return new EqualRows(this).across(training, validation);
    }

    /**
     * A column over some rows.
     *
     * @param deviation of these rows themselves (divided by their number)
     */
    public record Summary(double min, double max, double mean, double deviation) {
        /**
         * What the network divides by. Of a column that is the same in every row nothing must be left, whatever comes when the
         * model serves: its weights are random for good.
         */
        public double divisor() {
            // In float32, as the network has it.
            return min < max && (float) deviation > 0 ? deviation : Float.MAX_VALUE;
        }
    }

    /** In two passes, in double precision. */
    public List<Summary> summaries(int[] rows) {
        var summaries = new ArrayList<Summary>();
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int row : rows) {
                double value = number(row, column);
                sum += value;
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            double mean = sum / rows.length;
            double squares = 0;
            for (int row : rows) {
                double difference = number(row, column) - mean;
                squares += difference * difference;
            }
            summaries.add(new Summary(min, max, mean, Math.sqrt(squares / rows.length)));
        }
        return summaries;
    }

    /** Its first layer learns mean and deviation of the training rows. */
    @Override
    public void introduce(Block network, int[] training) {
        float[] mean = new float[columns];
        float[] deviation = new float[columns];
        List<Summary> summaries = summaries(training);
        for (int column = 0; column < columns; column++) {
            mean[column] = (float) summaries.get(column).mean();
            deviation[column] = (float) summaries.get(column).divisor();
        }
        NumberInput.set(network, mean, deviation);
    }

    @Override
    public void close() {
        arena.close();
    }
}
