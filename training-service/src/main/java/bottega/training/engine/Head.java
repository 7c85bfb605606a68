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
    private static final double FRACTION = 0.01;

    private Head() {}

    /** Published names, as {@link ParameterNames} has them. */
    public static List<String> names(Block network) {
        SequencedMap<String, Parameter> parameters = ParameterNames.of(network);
        String prefix = ParameterNames.headPrefix(parameters);
        return parameters.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /**
     * Makes a new last layer's random weights a hundredth of what they are. The backbone's features have the scale of
     * another training (SqueezeNet's, with Caffe's pixels, are around 15): weights as they are drawn for inputs of unit
     * variance begin at a loss of 20 and more, and the first gradients ruin what was to be carried over. Published
     * fine-tuning begins with normal weights of deviation 0.01 or less for this reason (Girshick 2015, "Fast R-CNN",
     * section 2.3: 0.01 and 0.001).
     */
    public static void shrink(Block network) {
        of(network).forEach(parameter -> parameter.getArray().muli(FRACTION));
    }

    static Set<Parameter> of(Block network) {
        var parameters = ParameterNames.of(network);
        Set<Parameter> head = Collections.newSetFromMap(new IdentityHashMap<>());
        names(network).forEach(name -> head.add(parameters.get(name)));
        return head;
    }
}
