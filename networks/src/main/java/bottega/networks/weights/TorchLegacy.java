package bottega.networks.weights;

import bottega.networks.weights.TorchTensor.Storage;
import bottega.networks.weights.pickle.PickleException;
import bottega.networks.weights.pickle.Unpickler;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code torch.save} wrote before 1.6, as several of torchvision's files still are: five pickles one after the
 * other (a magic number, the protocol's version, facts about the system, the object, the storages' keys), then each
 * storage as the number of its elements, 8 bytes, and the elements; all little-endian.
 */
final class TorchLegacy implements TorchContainer {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    private final WeightFileProblems problems;
    private final Object pickled;
    private final Map<String, MemorySegment> storages = new HashMap<>();

    TorchLegacy(WeightFileProblems problems, MemorySegment file) {
        this.problems = problems;
        // The pickles stand at the beginning; storages may lie further away than a buffer reaches.
        long reach = Math.min(file.byteSize(), Integer.MAX_VALUE);
        ByteBuffer buffer = file.asSlice(0, reach).asByteBuffer();
        var constructors = new TorchConstructors();
        expect("magic number", MAGIC, load(buffer, constructors));
        expect("protocol", PROTOCOL, load(buffer, constructors));
        load(buffer, constructors); // about the system that wrote it
        this.pickled = load(buffer, constructors);
        Object keys = load(buffer, constructors);
        if (!(keys instanceof List<?> list)) {
            throw problems.damaged("storage keys", "a list", Unpickler.describe(keys));
        }
        readStorages(file, buffer.position(), list, constructors.storages());
    }

    private Object load(ByteBuffer buffer, TorchConstructors constructors) {
        try {
            return Unpickler.load(buffer, constructors);
        } catch (PickleException e) {
            throw problems.pickle(e);
        }
    }

    private void expect(String what, Object expected, Object received) {
        if (!expected.equals(received)) {
            throw problems.damaged(what, expected, Unpickler.describe(received));
        }
    }

    private void readStorages(MemorySegment file, long begin, List<?> keys, Map<String, Storage> described) {
        long at = begin;
        for (Object key : keys) {
            Storage storage = key instanceof String ? described.get(key) : null;
            if (storage == null) {
                throw problems.damaged("storage keys", "storages of tensors", Unpickler.describe(key));
            }
            long left = file.byteSize() - at - Long.BYTES;
            long elements = left < 0 ? -1 : file.get(TensorType.LONG, at);
            int width = storage.untyped() ? 1 : storage.type().bytes();
            if (elements < 0 || elements > left / width) {
                throw problems.damaged(
                        "storage " + storage.key(),
                        storage.elements() + " elements",
                        elements + " in " + left + " bytes");
            }
            at += Long.BYTES;
            if (storages.put(storage.key(), file.asSlice(at, elements * width)) != null) {
                throw problems.damaged("storage " + storage.key(), "one of that key", "two");
            }
            at += elements * width;
        }
    }

    @Override
    public Object pickled() {
        return pickled;
    }

    @Override
    public boolean isBigEndian() {
        return false;
    }

    @Override
    public long storageBytes(String key) {
        MemorySegment storage = storages.get(key);
        return storage == null ? -1 : storage.byteSize();
    }

    @Override
    public MemorySegment storage(String key) {
        return storages.get(key);
    }
}
