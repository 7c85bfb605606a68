package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.common.problem.ProblemException;
import bottega.networks.weights.OnnxTensorReader.Header;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The initialisers of an ONNX model: its weights. The file is walked once to find them, without making objects of the
 * model; a tensor's numbers are read from the mapped file when they are asked for. Constants inside nodes and sparse
 * initialisers are left out; tensors that lie in another file are refused.
 */
public final class OnnxInitializers implements TensorFile {
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_METADATA = 14;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int MAX_METADATA_BYTES = 16 << 20;

    /**
     * @param message where the tensor's message lies in the file
     * @param raw its bytes, or null where its numbers stand one by one
     */
    private record Placed(TensorInfo info, MemorySegment message, MemorySegment raw) {}

    private final WeightFileProblems problems;
    private final Arena arena;
    private final MemorySegment file;
    private final SequencedMap<String, Placed> placed = new LinkedHashMap<>();
    private final SequencedMap<String, TensorInfo> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private int metadataBytes;

    private OnnxInitializers(WeightFileProblems problems, MemorySegment file, Arena arena) throws IOException {
        this.problems = problems;
        this.arena = arena;
        this.file = file;
        try {
            readModel(CodedInputStream.newInstance(file.asByteBuffer()));
        } catch (InvalidProtocolBufferException e) {
            throw problems.damaged("protobuf", "a sound message", e.getMessage(), e);
        }
    }

    /**
     * @throws ProblemException ({@code damaged-weights} or {@code unsupported-weights}, 422) when the file is no ONNX
     *     model, or keeps its weights elsewhere
     * @throws IOException when it cannot be read
     */
    public static OnnxInitializers open(Path path) throws IOException {
        var problems = new WeightFileProblems(path.getFileName().toString(), "ONNX");
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw problems.damaged("file", "less than 2 GiB, as protobuf demands", channel.size());
            }
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new OnnxInitializers(problems, file, arena);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /** Groups are nothing that ONNX has, and could be nested without end. */
    static void skip(CodedInputStream in, int tag) throws IOException {
        int wireType = WireFormat.getTagWireType(tag);
        if (wireType == WireFormat.WIRETYPE_START_GROUP || wireType == WireFormat.WIRETYPE_END_GROUP) {
            throw new InvalidProtocolBufferException("a group, which ONNX does not have");
        }
        in.skipField(tag);
    }

    private void readModel(CodedInputStream in) throws IOException {
        in.pushLimit((int) file.byteSize()); // no message may say that it is longer than the file
        boolean graph = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == delimited(MODEL_GRAPH)) {
                graph = true;
                int limit = in.pushLimit(in.readRawVarint32());
                readGraph(in);
                in.popLimit(limit);
            } else if (tag == delimited(MODEL_METADATA)) {
                readMetadata(in);
            } else {
                skip(in, tag);
            }
        }
        if (!graph) {
            throw problems.damaged("model", "a graph", "none");
        }
    }

    private void readGraph(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == delimited(GRAPH_INITIALIZER)) {
                int bytes = in.readRawVarint32();
                long begin = in.getTotalBytesRead();
                int limit = in.pushLimit(bytes);
                Header header = new OnnxTensorReader(in, 0).read(null);
                in.popLimit(limit);
                add(header, file.asSlice(begin, bytes));
            } else {
                skip(in, tag);
            }
        }
    }

    private void add(Header header, MemorySegment message) {
        String name = header.name;
        if (header.external) {
            throw problems.unsupported(
                    name,
                    "keeps its weights in another file",
                    "weights inside the file",
                    "external data",
                    "Save it as one file: onnx.save_model(onnx.load('" + problems.file() + "'), 'whole.onnx')");
        }
        if (header.type == null) {
            throw problems.unsupported(
                    name,
                    "holds a tensor of a type that is not read",
                    "numbers of one of the usual types",
                    "ONNX's type number " + header.typeNumber,
                    "Choose a model in single precision.");
        }
        long[] dimensions =
                header.dimensions.stream().mapToLong(Long::longValue).toArray();
        long elements = Limits.elements(dimensions)
                .orElseThrow(
                        () -> problems.damaged(name, "a shape that fits into a file", header.dimensions.toString()));
        var info = new TensorInfo(header.type, new Shape(dimensions));
        boolean raw = header.rawBegin >= 0;
        if (raw ? header.rawBytes != info.bytes() || header.values > 0 : header.values != elements) {
            throw problems.damaged(
                    name,
                    info + ", so " + info.bytes() + " bytes or " + elements + " numbers",
                    header.rawBytes + " bytes, " + header.values + " numbers");
        }
        if (header.values > 0 && !OnnxTensorReader.holds(header)) {
            throw problems.damaged(name, "numbers in the field for " + header.type, "numbers in another one");
        }
        if (name.isEmpty() || tensors.size() == Limits.TENSORS || tensors.putIfAbsent(name, info) != null) {
            throw problems.damaged(
                    name.isEmpty() ? "initializer" : name,
                    "at most " + Limits.TENSORS + " tensors, each with a name of its own",
                    "one more");
        }
        placed.put(name, new Placed(info, message, raw ? file.asSlice(header.rawBegin, header.rawBytes) : null));
    }

    private void readMetadata(CodedInputStream in) throws IOException {
        int bytes = in.readRawVarint32();
        metadataBytes += Math.min(bytes, MAX_METADATA_BYTES);
        if (bytes < 0 || metadataBytes >= MAX_METADATA_BYTES) {
            throw problems.damaged("metadata", "less than " + MAX_METADATA_BYTES + " bytes", "more");
        }
        int limit = in.pushLimit(bytes);
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == delimited(1)) {
                key = new String(in.readByteArray(), StandardCharsets.UTF_8);
            } else if (tag == delimited(2)) {
                value = new String(in.readByteArray(), StandardCharsets.UTF_8);
            } else {
                skip(in, tag);
            }
        }
        in.popLimit(limit);
        metadata.put(key, value);
    }

    private static int delimited(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    public String fileName() {
        return problems.file();
    }

    @Override
    public SequencedMap<String, TensorInfo> tensors() {
        return Collections.unmodifiableSequencedMap(tensors);
    }

    /** The model's metadata entries. */
    @Override
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    @Override
    public NDArray read(String name, DataType type, NDManager manager) {
        TensorInfo info = info(name);
        Placed tensor = placed.get(name);
        try (Arena unpacked = Arena.ofConfined()) {
            MemorySegment bytes = tensor.raw() == null ? unpack(tensor, unpacked) : tensor.raw();
            return EngineMemory.copy(bytes, info, type, manager);
        } catch (ArithmeticException e) {
            throw problems.damaged(name, "numbers up to " + Long.MAX_VALUE, e.getMessage(), e);
        }
    }

    private static MemorySegment unpack(Placed tensor, Arena arena) {
        TensorInfo info = tensor.info();
        MemorySegment bytes = arena.allocate(info.bytes(), Long.BYTES);
        long[] next = {0};
        try {
            var in = CodedInputStream.newInstance(tensor.message().asByteBuffer());
            new OnnxTensorReader(in, 0).read(bits -> OnnxTensorReader.put(bytes, info.type(), next[0]++, bits));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was sound when the file was opened
        }
        return bytes;
    }

    @Override
    public void close() {
        arena.close();
    }
}
