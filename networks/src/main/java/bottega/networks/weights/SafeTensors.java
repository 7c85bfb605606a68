package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import bottega.common.problem.ProblemException;
import bottega.networks.weights.SafeTensorsHeader.Placed;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;

/**
 * A weight file in the safetensors format: 8 bytes little-endian header length, a JSON header, the tensors' bytes.
 * Opening reads the header and maps the data into memory; files may be larger than 2 GiB.
 */
public final class SafeTensors implements TensorFile {
    static final int LENGTH_BYTES = Long.BYTES;

    private final WeightFileProblems problems;
    private final SafeTensorsHeader header;
    private final SequencedMap<String, TensorInfo> tensors = new LinkedHashMap<>();
    private final Arena arena;
    private final MemorySegment data;

    private SafeTensors(WeightFileProblems problems, SafeTensorsHeader header, Arena arena, MemorySegment data) {
        this.problems = problems;
        this.header = header;
        this.arena = arena;
        this.data = data;
        header.tensors().forEach((name, placed) -> tensors.put(name, placed.info()));
    }

    /**
     * @throws ProblemException ({@code damaged-weights}, 422) when the file is not what the format demands
     * @throws IOException when it cannot be read
     */
    public static SafeTensors open(Path path) throws IOException {
        var problems = new WeightFileProblems(path.getFileName().toString(), "safetensors");
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            int headerBytes = headerBytes(problems, all);
            byte[] json = all.asSlice(LENGTH_BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
            MemorySegment data = all.asSlice(LENGTH_BYTES + (long) headerBytes);
            var header = SafeTensorsHeader.parse(problems, json, data.byteSize());
            return new SafeTensors(problems, header, arena, data);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    private static int headerBytes(WeightFileProblems problems, MemorySegment all) {
        if (all.byteSize() < LENGTH_BYTES) {
            throw problems.damaged("header length", "8 bytes", all.byteSize() + " bytes in the whole file");
        }
        long length = all.get(TensorType.LONG, 0);
        long most = Math.min(SafeTensorsHeader.MAX_BYTES, all.byteSize() - LENGTH_BYTES);
        if (length < 2 || length > most) {
            throw problems.damaged("header length", "2 to " + most, Long.toUnsignedString(length));
        }
        return (int) length;
    }

    @Override
    public String fileName() {
        return problems.file();
    }

    @Override
    public SequencedMap<String, TensorInfo> tensors() {
        return Collections.unmodifiableSequencedMap(tensors);
    }

    /** The header's {@code __metadata__}; empty when there is none. */
    @Override
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public NDArray read(String name, DataType type, NDManager manager) {
        try {
            return EngineMemory.copy(bytes(name), info(name), type, manager);
        } catch (ArithmeticException e) {
            throw problems.damaged(name, "numbers up to " + Long.MAX_VALUE, e.getMessage(), e);
        }
    }

    /** A copy of an F32 tensor in the JVM's own memory, row-major. */
    public float[] readFloats(String name) {
        MemorySegment bytes = ofType(TensorType.F32, name);
        return bytes.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
    }

    /** A copy of an F64 tensor in the JVM's own memory, row-major. */
    public double[] readDoubles(String name) {
        MemorySegment bytes = ofType(TensorType.F64, name);
        return bytes.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
    }

    private MemorySegment ofType(TensorType type, String name) {
        TensorInfo info = info(name);
        if (info.type() != type || info.bytes() > Integer.MAX_VALUE) {
            throw problems.damaged(name, type + " of less than 2 GiB", info);
        }
        return bytes(name);
    }

    /** @throws NoSuchElementException when the file has no tensor of that name */
    private MemorySegment bytes(String name) {
        TensorInfo info = info(name);
        Placed placed = header.tensors().get(name);
        return data.asSlice(placed.begin(), info.bytes());
    }

    @Override
    public void close() {
        arena.close();
    }

    /**
     * Writes arrays of an engine, which stay open. They are copied out piece by piece.
     *
     * @see #write
     */
    public static void writeArrays(Path path, Map<String, NDArray> arrays, Map<String, String> metadata)
            throws IOException {
        var sources = new LinkedHashMap<String, TensorSource>();
        arrays.forEach((name, array) -> sources.put(name, TensorSource.of(array)));
        SafeTensorsWriter.write(path, sources, metadata);
    }

    /**
     * Writes beside {@code path} and renames, so that nobody sees half a file. The order in the file is the reference
     * implementation's (by type, wider ones first, then by name; metadata by name): the same tensors give the same
     * bytes.
     */
    public static void write(Path path, Map<String, HostTensor> tensors, Map<String, String> metadata)
            throws IOException {
        SafeTensorsWriter.write(path, tensors, metadata);
    }
}
