package bottega.networks.layer;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The parameters of a network under the names that the published checkpoints use: levels divided by dots, {@code
 * layer1.0.bn1.running_mean}. Other people's blocks are named as DJL names them, {@code 01Conv2d_weight}.
 */
public final class ParameterNames {
    private ParameterNames() {}

    /** @return in the order of the block tree, a parameter that is shared under its first name only */
    public static SequencedMap<String, Parameter> of(Block block) {
        var names = new LinkedHashMap<String, Parameter>();
        if (block instanceof Composite) {
            collect(block, "", names);
        } else {
            block.getParameters().forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        }
        var unique = new LinkedHashMap<String, Parameter>();
        var seen = Collections.newSetFromMap(new IdentityHashMap<Parameter, Boolean>());
        names.forEach((name, parameter) -> {
            if (seen.add(parameter)) {
                unique.put(name, parameter);
            }
        });
        return Collections.unmodifiableSequencedMap(unique);
    }

    /**
     * How the names of the last layer's parameters begin: {@code fc.}, {@code classifier.6.}; {@code 03Linear_} in DJL's
     * names.
     */
    public static String headPrefix(SequencedMap<String, ?> parameters) {
        String last = parameters.lastEntry().getKey();
        return last.substring(0, Math.max(last.lastIndexOf('.'), last.lastIndexOf('_')) + 1);
    }

    private static void collect(Block block, String path, SequencedMap<String, Parameter> names) {
        for (Pair<String, Parameter> entry : block.getDirectParameters()) {
            String name = path + published(entry.getKey());
            if (names.put(name, entry.getValue()) != null) {
                throw new IllegalStateException("two parameters are named '" + name + "': name their blocks");
            }
        }
        int position = 0;
        for (Pair<String, Block> child : block.getChildren()) {
            position++;
            // DJL puts the position before the name that a module gave; elsewhere it is all that tells children apart.
            int digits = "%02d".formatted(position).length();
            String name = block instanceof Composite ? child.getKey().substring(digits) : child.getKey();
            collect(child.getValue(), name.isEmpty() ? path : path + name + ".", names);
        }
    }

    private static String published(String name) {
        return switch (name) {
            case "gamma" -> "weight";
            case "beta" -> "bias";
            case "runningMean" -> "running_mean";
            case "runningVar" -> "running_var";
            default -> name;
        };
    }
}
