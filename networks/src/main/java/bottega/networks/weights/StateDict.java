package bottega.networks.weights;

import bottega.networks.weights.pickle.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Finds the weights in what a checkpoint was made of: training scripts wrap them ({@code {'epoch': 3, 'state_dict':
 * {...}, 'optimizer': {...}}}), and wrappers of the network prefix every name. What is nested otherwise gets names
 * joined by dots.
 */
final class StateDict {
    private static final List<String> WRAPPERS =
            List.of("state_dict", "model_state_dict", "model", "net", "network", "params", "weights");

    private static final List<String> PREFIXES = List.of("module.", "_orig_mod.");
    private static final int MAX_DEPTH = 32;
    private static final int MAX_STEPS = 1_000_000;
    private static final int LONGEST_NAME = 1024;

    private final WeightFileProblems problems;
    private final SequencedMap<String, TorchTensor> tensors = new LinkedHashMap<>();
    private int steps;

    private StateDict(WeightFileProblems problems) {
        this.problems = problems;
    }

    static SequencedMap<String, TorchTensor> of(WeightFileProblems problems, Object pickled) {
        var found = new StateDict(problems);
        found.collect("", unwrapped(pickled), 0);
        SequencedMap<String, TorchTensor> named = found.tensors;
        for (String prefix : PREFIXES) {
            named = without(prefix, named);
        }
        return named;
    }

    private static Object unwrapped(Object pickled) {
        Object inner = pickled;
        for (int depth = 0; depth < 3 && inner instanceof Map<?, ?> map && !holdsTensors(map); depth++) {
            Object wrapped = null;
            for (String wrapper : WRAPPERS) {
                if (wrapped == null && map.get(wrapper) instanceof Map<?, ?> candidate) {
                    wrapped = candidate;
                }
            }
            if (wrapped == null) {
                break;
            }
            inner = wrapped;
        }
        return inner;
    }

    private static boolean holdsTensors(Map<?, ?> map) {
        return map.values().stream().anyMatch(TorchTensor.class::isInstance);
    }

    private void collect(String name, Object value, int depth) {
        steps++;
        if (depth > MAX_DEPTH || steps > MAX_STEPS) {
            throw problems.damaged(
                    name.isEmpty() ? "pickle" : name,
                    "at most " + MAX_DEPTH + " levels and " + MAX_STEPS + " values",
                    "more");
        }
        switch (value) {
            case TorchTensor tensor -> add(name.isEmpty() ? "tensor" : name, tensor);
            case Map<?, ?> map ->
                map.forEach((key, child) -> {
                    if (key instanceof String || key instanceof Long) {
                        collect(joined(name, key.toString()), child, depth + 1);
                    }
                });
            case List<?> list -> collectAll(name, list, depth);
            case Tuple tuple -> collectAll(name, tuple.elements(), depth);
            case null, default -> {
                // numbers, text, and the like: nothing to load
            }
        }
    }

    private void collectAll(String name, List<?> list, int depth) {
        if (isLayer(list)) {
            collect(joined(name, "weight"), list.get(0), depth + 1);
            collect(joined(name, "bias"), list.get(1), depth + 1);
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            collect(joined(name, Integer.toString(i)), list.get(i), depth + 1);
        }
    }

    /** Converters from Caffe write a layer as the pair of its weight {@code [out, ...]} and its bias {@code [out]}. */
    private static boolean isLayer(List<?> list) {
        return list.size() == 2
                && list.get(0) instanceof TorchTensor weight
                && list.get(1) instanceof TorchTensor bias
                && weight.shape().length > 1
                && bias.shape().length == 1
                && weight.shape()[0] == bias.shape()[0];
    }

    private String joined(String name, String key) {
        if (name.length() + key.length() >= LONGEST_NAME) {
            throw problems.damaged(name.isEmpty() ? "pickle" : name, "names of at most " + LONGEST_NAME, "longer");
        }
        return name.isEmpty() ? key : name + "." + key;
    }

    private void add(String name, TorchTensor tensor) {
        if (tensors.size() == Limits.TENSORS) {
            throw problems.damaged("pickle", "at most " + Limits.TENSORS + " tensors", "more");
        }
        if (tensors.put(name, tensor) != null) {
            throw problems.damaged(name, "one tensor of that name", "two");
        }
    }

    private static SequencedMap<String, TorchTensor> without(String prefix, SequencedMap<String, TorchTensor> named) {
        if (named.isEmpty() || !named.keySet().stream().allMatch(name -> name.startsWith(prefix))) {
            return named;
        }
        var shorter = new LinkedHashMap<String, TorchTensor>();
        named.forEach((name, tensor) -> shorter.put(name.substring(prefix.length()), tensor));
        return shorter;
    }
}
