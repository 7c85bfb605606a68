package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A weight file in the safetensors format. Opening reads the header and maps the data into memory; a tensor's bytes
 * are read when it is asked for. Every file is checked as if it came from an enemy.
 */
public final class SafeTensors implements AutoCloseable {
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LENGTH_BYTES = Long.BYTES;

    private final String file;
    private final SafeTensorsHeader header;
    private final Arena arena;
    private final MemorySegment data;

    private SafeTensors(String file, SafeTensorsHeader header, Arena arena, MemorySegment data) {
        this.file = file;
        this.header = header;
        this.arena = arena;
        this.data = data;
    }

    /**
     * @throws ProblemException ({@code damaged-weights}, 422) when the file is not what the format demands
     * @throws IOException when it cannot be read
     */
    public static SafeTensors open(Path path) throws IOException {
        String file = path.getFileName().toString();
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            int headerBytes = headerBytes(file, all);
            byte[] json = all.asSlice(LENGTH_BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
            MemorySegment data = all.asSlice(LENGTH_BYTES + (long) headerBytes);
            return new SafeTensors(file, SafeTensorsHeader.parse(file, json, data.byteSize()), arena, data);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    private static int headerBytes(String file, MemorySegment all) {
        if (all.byteSize() < LENGTH_BYTES) {
            throw DamagedWeights.at(file, "header length", "8 bytes", all.byteSize() + " bytes in the whole file");
        }
        long length = all.get(LENGTH, 0);
        long most = Math.min(SafeTensorsHeader.MAX_BYTES, all.byteSize() - LENGTH_BYTES);
        if (length < 2 || length > most) {
            throw DamagedWeights.at(file, "header length", "2 to " + most, Long.toUnsignedString(length));
        }
        return (int) length;
    }

    /** What the file holds, by name, in the header's order. */
    public SequencedMap<String, TensorInfo> tensors() {
        return header.tensors();
    }

    /** The header's {@code __metadata__}; empty when there is none. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * A copy of a tensor, of type {@link TensorType#dataType()}: F16 and BF16 become FLOAT32, other types that the
     * engine does not know the next wider one.
     *
     * @throws NoSuchElementException when the file has no tensor of that name
     */
    public NDArray read(String name, NDManager manager) {
        TensorInfo info = info(name);
        if (info.shape().size() == 0) {
            return manager.create(info.shape(), info.type().dataType());
        }
        long bytes =
                Math.multiplyExact(info.shape().size(), info.type().dataType().getNumOfBytes());
        if (bytes > Integer.MAX_VALUE) {
            throw DamagedWeights.at(file, name, "a tensor of less than 2 GiB", info);
        }
        ByteBuffer target = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
        fill(name, info, target);
        return manager.create(target.rewind(), info.shape(), info.type().dataType());
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
            throw DamagedWeights.at(file, name, type + " of less than 2 GiB", info);
        }
        return data.asSlice(info.begin(), info.bytes());
    }

    private TensorInfo info(String name) {
        TensorInfo info = tensors().get(name);
        if (info == null) {
            throw new NoSuchElementException("'" + file + "' has no tensor '" + name + "', only "
                    + tensors().keySet());
        }
        return info;
    }

    private void fill(String name, TensorInfo info, ByteBuffer target) {
        ByteBuffer source =
                data.asSlice(info.begin(), info.bytes()).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        switch (info.type()) {
            case F64, I64 -> target.asLongBuffer().put(source.asLongBuffer());
            case F32, I32 -> target.asIntBuffer().put(source.asIntBuffer());
            case U8, I8, BOOL -> target.put(source);
            case F16 -> {
                while (source.hasRemaining()) {
                    target.putFloat(Float.float16ToFloat(source.getShort()));
                }
            }
            case BF16 -> {
                while (source.hasRemaining()) {
                    target.putFloat(Float.intBitsToFloat(source.getShort() << 16));
                }
            }
            case I16 -> {
                while (source.hasRemaining()) {
                    target.putInt(source.getShort());
                }
            }
            case U16 -> {
                while (source.hasRemaining()) {
                    target.putInt(Short.toUnsignedInt(source.getShort()));
                }
            }
            case U32 -> {
                while (source.hasRemaining()) {
                    target.putLong(Integer.toUnsignedLong(source.getInt()));
                }
            }
            case U64 -> {
                while (source.hasRemaining()) {
                    long value = source.getLong();
                    if (value < 0) {
                        throw DamagedWeights.at(
                                file, name, "numbers up to " + Long.MAX_VALUE, Long.toUnsignedString(value));
                    }
                    target.putLong(value);
                }
            }
        }
    }

    /** Copies of all tensors, in the header's order; the caller's manager owns them. */
    public SequencedMap<String, NDArray> readAll(NDManager manager) {
        var arrays = new LinkedHashMap<String, NDArray>();
        tensors().keySet().forEach(name -> arrays.put(name, read(name, manager)));
        return arrays;
    }

    @Override
    public void close() {
        arena.close();
    }

    /** {@link #write} for arrays of an engine, which stay open. */
    public static void writeArrays(Path path, Map<String, NDArray> arrays, Map<String, String> metadata)
            throws IOException {
        var tensors = new LinkedHashMap<String, HostTensor>();
        arrays.forEach((name, array) -> tensors.put(name, HostTensor.of(array)));
        write(path, tensors, metadata);
    }

    /**
     * Writes beside {@code path} and renames, so that nobody sees half a file. The order in the file is fixed (wider
     * types first, then by name, as the format's reference implementation has it; metadata by name): the same tensors
     * give the same bytes.
     */
    public static void write(Path path, Map<String, HostTensor> tensors, Map<String, String> metadata)
            throws IOException {
        Comparator<String> widerFirst =
                Comparator.comparing(name -> -tensors.get(name).type().bytes());
        var sorted = new TreeMap<String, HostTensor>(widerFirst.thenComparing(Comparator.naturalOrder()));
        sorted.putAll(tensors);
        var infos = new LinkedHashMap<String, TensorInfo>();
        long offset = 0;
        for (var entry : sorted.entrySet()) {
            HostTensor tensor = entry.getValue();
            long end = offset + tensor.data().remaining();
            infos.put(entry.getKey(), new TensorInfo(tensor.type(), tensor.shape(), offset, end));
            offset = end;
        }
        byte[] json = new SafeTensorsHeader(infos, new TreeMap<>(metadata)).encode();
        Path temporary = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                writeFully(
                        channel,
                        ByteBuffer.allocate(LENGTH_BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(json.length)
                                .flip());
                writeFully(channel, ByteBuffer.wrap(json));
                for (HostTensor tensor : sorted.values()) {
                    writeFully(channel, tensor.data().duplicate());
                }
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
