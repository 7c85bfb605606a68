package bottega.networks.weights.load;

import ai.djl.ndarray.types.Shape;
import bottega.networks.layer.ParameterNames;
import bottega.networks.weights.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A file's tensors beside a network's parameters, under one naming.
 *
 * @param tensors by the parameter that they are for: the name in the file
 * @param missing parameters for which the file has nothing
 * @param unexpected tensors for which the network has nothing
 * @param misshapen parameters with what is expected and what the file has
 * @param left parameters that are not to be loaded
 * @param readOver tensors that are not to be used
 */
record Matching(
        Naming naming,
        SequencedMap<String, String> tensors,
        List<String> missing,
        List<String> unexpected,
        List<String> misshapen,
        List<String> left,
        List<String> readOver) {

    /**
     * @param parameters the network's, by published name
     * @param file the file's tensors, by their name in it
     */
    static Matching best(SequencedMap<String, Shape> parameters, Map<String, TensorInfo> file, LoadOptions options) {
        Matching best = null;
        for (Naming naming : Naming.KNOWN) {
            Matching matching = of(naming, parameters, file, options);
            if (best == null || matching.tensors.size() > best.tensors.size()) {
                best = matching;
            }
        }
        return best;
    }

    private static Matching of(
            Naming naming, SequencedMap<String, Shape> parameters, Map<String, TensorInfo> file, LoadOptions options) {
        var matching = new Matching(
                naming,
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        String head = options.head() ? null : ParameterNames.headPrefix(parameters);
        var offered = new LinkedHashMap<String, String>();
        for (String inFile : file.keySet()) {
            String published = naming.published().apply(inFile);
            if (head != null && published.startsWith(head)) {
                matching.readOver.add(inFile);
            } else if (parameters.containsKey(published)) {
                if (offered.putIfAbsent(published, inFile) != null) {
                    matching.unexpected.add(inFile);
                }
            } else {
                (options.readsOver(inFile) ? matching.readOver : matching.unexpected).add(inFile);
            }
        }
        parameters.forEach((name, shape) -> {
            String inFile = offered.get(name);
            if (head != null && name.startsWith(head)) {
                matching.left.add(name);
            } else if (inFile == null) {
                matching.missing.add(name);
            } else if (!isSame(shape, file.get(inFile).shape())) {
                matching.misshapen.add(name + " " + shape + ", the file has "
                        + file.get(inFile).shape());
            } else {
                matching.tensors.put(name, inFile);
            }
        });
        return matching;
    }

    /** A linear layer {@code [out, in]} and a 1x1 convolution {@code [out, in, 1, 1]} are the same numbers. */
    private static boolean isSame(Shape one, Shape other) {
        int longer = Math.max(one.dimension(), other.dimension());
        for (int i = 0; i < longer; i++) {
            long first = i < one.dimension() ? one.get(i) : 1;
            long second = i < other.dimension() ? other.get(i) : 1;
            if (first != second) {
                return false;
            }
        }
        return true;
    }

    boolean fits() {
        return missing.isEmpty() && unexpected.isEmpty() && misshapen.isEmpty();
    }
}
