package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import bottega.networks.layer.ParameterNames;
import bottega.networks.weights.SafeTensors;
import bottega.training.optimisation.SavedArrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** The last layer with parameters, the one that has a row for each class; all before it are the backbone. */
public final class Head {
    private Head() {}

    /** Published names, as {@link ParameterNames} has them. */
    public static List<String> names(Block network) {
        SequencedMap<String, Parameter> parameters = ParameterNames.of(network);
        String last = parameters.lastEntry().getKey();
        String prefix = last.substring(0, Math.max(last.lastIndexOf('.'), last.lastIndexOf('_')) + 1);
        return parameters.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    static Set<Parameter> of(Block network) {
        var parameters = ParameterNames.of(network);
        Set<Parameter> head = Collections.newSetFromMap(new IdentityHashMap<>());
        names(network).forEach(name -> head.add(parameters.get(name)));
        return head;
    }

    /** What {@link Trainer#saveWeights} wrote of the same network, whatever its classes, into all layers but the head. */
    public static void loadBackbone(SafeTensors saved, Block network) {
        Set<Parameter> head = of(network);
        network.getParameters().forEach(entry -> {
            if (!head.contains(entry.getValue())) {
                NDArray array = entry.getValue().getArray();
                SavedArrays.copy(saved, entry.getKey(), array, array.getManager());
            }
        });
    }
}
