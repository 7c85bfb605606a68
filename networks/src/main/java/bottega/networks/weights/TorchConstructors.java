package bottega.networks.weights;

import bottega.networks.weights.TorchTensor.Storage;
import bottega.networks.weights.pickle.Constructors;
import bottega.networks.weights.pickle.PickleException;
import bottega.networks.weights.pickle.Tuple;
import bottega.networks.weights.pickle.Unpickler;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few names that a PyTorch checkpoint needs for tensors; every other one is refused. */
final class TorchConstructors implements Constructors {
    private enum Function {
        REBUILD_TENSOR,
        REBUILD_TENSOR_V2,
        REBUILD_TENSOR_V3,
        REBUILD_PARAMETER,
        ORDERED_DICT,
        SIZE
    }

    /** A storage's class; without a type it holds bytes of any. */
    private record StorageClass(TensorType type) {}

    private static final Map<String, Object> GLOBALS = Map.ofEntries(
            Map.entry("collections.OrderedDict", Function.ORDERED_DICT),
            Map.entry("torch.Size", Function.SIZE),
            Map.entry("torch._utils._rebuild_tensor", Function.REBUILD_TENSOR),
            Map.entry("torch._utils._rebuild_tensor_v2", Function.REBUILD_TENSOR_V2),
            Map.entry("torch._utils._rebuild_tensor_v3", Function.REBUILD_TENSOR_V3),
            Map.entry("torch._utils._rebuild_parameter", Function.REBUILD_PARAMETER),
            Map.entry("torch.DoubleStorage", new StorageClass(TensorType.F64)),
            Map.entry("torch.FloatStorage", new StorageClass(TensorType.F32)),
            Map.entry("torch.HalfStorage", new StorageClass(TensorType.F16)),
            Map.entry("torch.BFloat16Storage", new StorageClass(TensorType.BF16)),
            Map.entry("torch.LongStorage", new StorageClass(TensorType.I64)),
            Map.entry("torch.IntStorage", new StorageClass(TensorType.I32)),
            Map.entry("torch.ShortStorage", new StorageClass(TensorType.I16)),
            Map.entry("torch.CharStorage", new StorageClass(TensorType.I8)),
            Map.entry("torch.ByteStorage", new StorageClass(TensorType.U8)),
            Map.entry("torch.BoolStorage", new StorageClass(TensorType.BOOL)),
            Map.entry("torch.UntypedStorage", new StorageClass(null)),
            Map.entry("torch.storage.UntypedStorage", new StorageClass(null)),
            Map.entry("torch.float64", TensorType.F64),
            Map.entry("torch.float32", TensorType.F32),
            Map.entry("torch.float16", TensorType.F16),
            Map.entry("torch.bfloat16", TensorType.BF16),
            Map.entry("torch.uint64", TensorType.U64),
            Map.entry("torch.int64", TensorType.I64),
            Map.entry("torch.uint32", TensorType.U32),
            Map.entry("torch.int32", TensorType.I32),
            Map.entry("torch.uint16", TensorType.U16),
            Map.entry("torch.int16", TensorType.I16),
            Map.entry("torch.int8", TensorType.I8),
            Map.entry("torch.uint8", TensorType.U8),
            Map.entry("torch.bool", TensorType.BOOL));

    private static final int MAX_PAIRS = 1_000_000;

    private final Map<String, Storage> storages = new LinkedHashMap<>();
    private int pairs;

    /** The storages that were asked for, by key. */
    Map<String, Storage> storages() {
        return storages;
    }

    @Override
    public Object global(String module, String name) {
        Object known = GLOBALS.get(module + "." + name);
        if (known == null) {
            throw PickleException.refused(
                    module + "." + name, "tensors, dictionaries, lists, tuples, text and numbers", module + "." + name);
        }
        return known;
    }

    @Override
    public Object call(Object callable, List<?> arguments) {
        if (!(callable instanceof Function function)) {
            throw PickleException.damaged("pickle", "a function", Unpickler.describe(callable));
        }
        return switch (function) {
            case ORDERED_DICT ->
                arguments.isEmpty() ? new LinkedHashMap<>(0) : dictionary(argument(List.class, function, arguments, 0));
            case SIZE -> argument(Tuple.class, function, arguments, 0);
            case REBUILD_PARAMETER -> argument(TorchTensor.class, function, arguments, 0);
            case REBUILD_TENSOR, REBUILD_TENSOR_V2 -> {
                Storage storage = argument(Storage.class, function, arguments, 0);
                if (storage.untyped()) {
                    throw PickleException.damaged(function.name(), "a storage with a type", "one without");
                }
                yield tensor(storage, storage.type(), storage.elements(), function, arguments);
            }
            case REBUILD_TENSOR_V3 -> {
                Storage storage = argument(Storage.class, function, arguments, 0);
                TensorType type = argument(TensorType.class, function, arguments, 6);
                long bytes = storage.untyped()
                        ? storage.elements()
                        : storage.elements() * storage.type().bytes();
                yield tensor(storage, type, bytes / type.bytes(), function, arguments);
            }
        };
    }

    /** Python 2 hands over the entries as a list of pairs. */
    private Map<Object, Object> dictionary(List<?> entries) {
        var dictionary = new LinkedHashMap<Object, Object>();
        for (Object entry : entries) {
            if (!(entry instanceof List<?> pair)
                    || pair.size() != 2
                    || !(pair.getFirst() instanceof String)
                    || pairs++ == MAX_PAIRS) {
                throw PickleException.damaged(
                        "OrderedDict",
                        "at most " + MAX_PAIRS + " pairs of a name and a value",
                        Unpickler.describe(entry));
            }
            dictionary.put(pair.getFirst(), pair.getLast());
        }
        return dictionary;
    }

    private static TorchTensor tensor(
            Storage storage, TensorType type, long elements, Function function, List<?> arguments) {
        long offset = argument(Long.class, function, arguments, 1);
        long[] shape = longs(function, argument(Tuple.class, function, arguments, 2));
        long[] strides = longs(function, argument(Tuple.class, function, arguments, 3));
        if (shape.length != strides.length || Limits.elements(shape).isEmpty()) {
            throw PickleException.damaged(
                    function.name(),
                    "a shape that fits into a file and as many strides",
                    Arrays.toString(shape) + ", " + Arrays.toString(strides));
        }
        var tensor = new TorchTensor(storage.key(), elements, type, offset, shape, strides);
        if (offset < 0 || offset > elements || !fits(tensor)) {
            throw PickleException.damaged(function.name(), "a view within its storage", tensor);
        }
        return tensor;
    }

    private static boolean fits(TorchTensor tensor) {
        try {
            return tensor.span() <= tensor.storageElements() - tensor.offset();
        } catch (ArithmeticException e) {
            return false; // longer than any number can say
        }
    }

    private static long[] longs(Function function, Tuple tuple) {
        List<?> elements = tuple.elements();
        if (elements.size() > Limits.DIMENSIONS) {
            throw PickleException.damaged(
                    function.name(), "at most " + Limits.DIMENSIONS + " dimensions", elements.size());
        }
        long[] numbers = new long[elements.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = argument(Long.class, function, elements, i);
            if (numbers[i] < 0) {
                throw PickleException.damaged(function.name(), "dimensions and strides of at least 0", numbers[i]);
            }
        }
        return numbers;
    }

    private static <T> T argument(Class<T> type, Function function, List<?> arguments, int index) {
        if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
            throw PickleException.damaged(
                    function.name(),
                    type.getSimpleName() + " as argument " + index,
                    index >= arguments.size() ? "nothing" : Unpickler.describe(arguments.get(index)));
        }
        return type.cast(arguments.get(index));
    }

    /** {@code ('storage', class, key, device, elements)}. */
    @Override
    public Object persistent(Object id) {
        if (id instanceof Tuple tuple
                && tuple.elements().size() >= 5
                && "storage".equals(tuple.elements().get(0))
                && tuple.elements().get(1) instanceof StorageClass(TensorType type)
                && tuple.elements().get(2) instanceof String key
                && tuple.elements().get(4) instanceof Long elements
                && elements >= 0
                && elements <= Limits.ELEMENTS) {
            var storage = new Storage(key, type, elements, type == null);
            storages.putIfAbsent(key, storage);
            return storage;
        }
        throw PickleException.damaged("storage", "('storage', class, key, device, elements)", Unpickler.describe(id));
    }
}
