package bottega.training.engine;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import bottega.networks.layer.ParameterNames;
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
        String prefix = ParameterNames.headPrefix(parameters);
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
}
