package bottega.networks.weights;

import bottega.common.problem.ProblemException;
import bottega.networks.weights.ZipArchive.Entry;
import bottega.networks.weights.pickle.PickleException;
import bottega.networks.weights.pickle.Unpickler;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code torch.save} writes since 1.6: {@code <root>/data.pkl} and {@code <root>/data/<key>} in a zip archive. */
final class TorchZip implements TorchContainer {
    private static final int MAX_PICKLE_BYTES = 32 << 20;
    private static final String PICKLE = "/data.pkl";

    private final WeightFileProblems problems;
    private final Arena arena;
    private final ZipArchive zip;
    private final String root;
    private final boolean bigEndian;
    private final Object pickled;
    private final Map<String, MemorySegment> storages = new HashMap<>();

    TorchZip(WeightFileProblems problems, MemorySegment file, Arena arena) {
        this.problems = problems;
        this.arena = arena;
        this.zip = new ZipArchive(problems, file);
        this.root = root();
        checkUnpacked(file.byteSize());
        this.bigEndian = readBigEndian();
        this.pickled = unpickle();
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
        if (entry.size() > 16) {
            throw problems.damaged(entry.name(), "little or big", entry.size() + " bytes");
        }
        byte[] bytes = zip.contents(entry, arena).toArray(ValueLayout.JAVA_BYTE);
        String order = new String(bytes, StandardCharsets.US_ASCII).strip();
        return switch (order) {
            case "little" -> false;
            case "big" -> true;
            default -> throw problems.damaged(entry.name(), "little or big", order);
        };
    }

    private Object unpickle() throws ProblemException {
        Entry entry = zip.entries().get(root + PICKLE);
        if (entry.size() > MAX_PICKLE_BYTES) {
            throw problems.damaged(entry.name(), "at most " + MAX_PICKLE_BYTES + " bytes", entry.size());
        }
        try {
            return Unpickler.load(zip.contents(entry, arena).asByteBuffer(), new TorchConstructors());
        } catch (PickleException e) {
            throw problems.pickle(e);
        }
    }

    @Override
    public Object pickled() {
        return pickled;
    }

    @Override
    public boolean isBigEndian() {
        return bigEndian;
    }

    @Override
    public long storageBytes(String key) {
        Entry entry = zip.entries().get(entryName(key));
        return entry == null ? -1 : entry.size();
    }

    /** Unpacked once where it is compressed. */
    @Override
    public synchronized MemorySegment storage(String key) {
        return storages.computeIfAbsent(key, _ -> zip.contents(zip.entries().get(entryName(key)), arena));
    }

    private String entryName(String key) {
        return root + "/data/" + key;
    }
}
