package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import bottega.common.problem.ProblemException;
import bottega.networks.weights.ZipArchive.Entry;
import bottega.networks.weights.pickle.PickleException;
import bottega.networks.weights.pickle.Unpickler;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A checkpoint that {@code torch.save} wrote (version 1.6 or later): a zip archive with a pickle that describes the
 * tensors, {@code <root>/data.pkl}, and their storages, {@code <root>/data/<key>}. The pickle is read as data, nothing
 * of it is run. Tensors are found under usual wrappers ({@code state_dict}, {@code model}), and the prefix {@code
 * module.} of networks trained in parallel is taken off. Views with any strides and storages that tensors share are
 * read as they are meant.
 */
public final class TorchCheckpoint implements TensorFile {
    private static final int MAX_PICKLE_BYTES = 32 << 20;
    private static final String PICKLE = "/data.pkl";

    private final WeightFileProblems problems;
    private final Arena arena;
    private final ZipArchive zip;
    private final String root;
    private final boolean bigEndian;
    private final SequencedMap<String, TorchTensor> views;
    private final SequencedMap<String, TensorInfo> tensors = new LinkedHashMap<>();
    private final Map<String, MemorySegment> storages = new HashMap<>();

    private TorchCheckpoint(WeightFileProblems problems, MemorySegment file, Arena arena) {
        this.problems = problems;
        this.arena = arena;
        this.zip = new ZipArchive(problems, file);
        this.root = root();
        checkUnpacked(file.byteSize());
        this.bigEndian = readBigEndian();
        this.views = StateDict.of(problems, unpickle());
        check(file.byteSize());
        views.forEach((name, view) -> tensors.put(name, view.info()));
    }

    /**
     * @throws ProblemException ({@code damaged-weights} or {@code unsupported-weights}, 422) when the file is no such
     *     checkpoint, or builds anything but plain values and tensors
     * @throws IOException when it cannot be read
     */
    public static TorchCheckpoint open(Path path) throws IOException {
        var problems = new WeightFileProblems(path.getFileName().toString(), "PyTorch");
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new TorchCheckpoint(problems, file, arena);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /** The folder that everything in the archive lies in. */
    private String root() {
        List<String> roots = zip.entries().keySet().stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
        if (roots.size() != 1) {
            throw problems.unsupported(
                    "*" + PICKLE,
                    "is a zip archive, but none that torch.save wrote",
                    "one entry " + PICKLE.substring(1) + " in a folder",
                    roots.size() + " of them, " + zip.entries().size() + " entries in all",
                    "Choose a checkpoint that torch.save wrote.");
        }
        if (zip.entries().containsKey(roots.getFirst() + "/constants.pkl")) {
            throw problems.unsupported(
                    "constants.pkl",
                    "is a TorchScript program",
                    "a checkpoint that torch.save wrote",
                    "one of torch.jit.save",
                    "Save the weights alone: torch.save(torch.jit.load(file).state_dict(), 'weights.pth')");
        }
        return roots.getFirst();
    }

    private void checkUnpacked(long fileBytes) {
        long unpacked = 0;
        long most = Limits.unpackedBytes(fileBytes);
        for (Entry entry : zip.entries().values()) {
            if (entry.deflated()) {
                // Both below 2^63: a sum that is too large shows before it overflows.
                unpacked = entry.size() > most - unpacked ? Long.MAX_VALUE : unpacked + entry.size();
            }
            if (unpacked > most) {
                throw problems.damaged(entry.name(), "at most " + most + " bytes when unpacked", "more");
            }
        }
    }

    private boolean readBigEndian() {
        Entry entry = zip.entries().get(root + "/byteorder");
        if (entry == null) {
            return false;
        }
        String order = text(entry, 16).strip();
        return switch (order) {
            case "little" -> false;
            case "big" -> true;
            default -> throw problems.damaged(entry.name(), "little or big", order);
        };
    }

    private String text(Entry entry, int longest) {
        if (entry.size() > longest) {
            throw problems.damaged(entry.name(), "at most " + longest + " bytes", entry.size());
        }
        byte[] bytes = zip.contents(entry, arena).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Object unpickle() {
        Entry entry = zip.entries().get(root + PICKLE);
        if (entry.size() > MAX_PICKLE_BYTES) {
            throw problems.damaged(entry.name(), "at most " + MAX_PICKLE_BYTES + " bytes", entry.size());
        }
        ByteBuffer pickle = zip.contents(entry, arena).asByteBuffer();
        try {
            return Unpickler.load(pickle, new TorchConstructors());
        } catch (PickleException e) {
            throw e.isRefused() ? refused(e) : problems.damaged(e.where(), e.expected(), e.received(), e);
        }
    }

    private ProblemException refused(PickleException e) {
        return problems.unsupported(
                e.where(),
                "asks for " + WeightFileProblems.shortened(e.received())
                        + ", and nothing but weights is taken from a file here",
                e.expected(),
                e.received(),
                "Save the weights alone where PyTorch is installed: torch.save(model.state_dict(), 'weights.pth'),"
                        + " or use a safetensors file.");
    }

    /** Storages are there and long enough, and the tensors together are not much more than the file. */
    private void check(long fileBytes) {
        if (views.isEmpty()) {
            throw problems.unsupported(
                    PICKLE.substring(1),
                    "holds no tensors",
                    "a dictionary of tensors",
                    "none",
                    "Choose a checkpoint with weights: torch.save(model.state_dict(), 'weights.pth')");
        }
        long left = Limits.unpackedBytes(fileBytes);
        for (var each : views.entrySet()) {
            TorchTensor view = each.getValue();
            Entry entry = zip.entries().get(entryName(view));
            long needed = view.storageElements() * view.type().bytes();
            if (entry == null || entry.size() < needed) {
                throw problems.damaged(
                        each.getKey(),
                        "a storage of " + needed + " bytes under " + entryName(view),
                        entry == null ? "none" : entry.size() + " bytes");
            }
            left -= view.elements() * view.type().bytes();
            if (left < 0) {
                throw problems.damaged(
                        each.getKey(),
                        "tensors of at most " + Limits.unpackedBytes(fileBytes) + " bytes together",
                        "more: views that repeat what the file holds once");
            }
        }
    }

    private String entryName(TorchTensor view) {
        return root + "/data/" + view.storage();
    }

    @Override
    public String fileName() {
        return problems.file();
    }

    @Override
    public SequencedMap<String, TensorInfo> tensors() {
        return Collections.unmodifiableSequencedMap(tensors);
    }

    /** Empty: what stands beside the weights in a checkpoint is left out. */
    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public NDArray read(String name, DataType type, NDManager manager) {
        TensorInfo info = info(name);
        TorchTensor view = views.get(name);
        try (Arena gathered = Arena.ofConfined()) {
            MemorySegment bytes = view.gather(storage(view), bigEndian, gathered);
            return EngineMemory.copy(bytes, info, type, manager);
        } catch (ArithmeticException e) {
            throw problems.damaged(name, "numbers up to " + Long.MAX_VALUE, e.getMessage(), e);
        }
    }

    /** Unpacked once where it is compressed. */
    private synchronized MemorySegment storage(TorchTensor view) {
        return storages.computeIfAbsent(
                entryName(view), name -> zip.contents(zip.entries().get(name), arena));
    }

    @Override
    public void close() {
        arena.close();
    }
}
