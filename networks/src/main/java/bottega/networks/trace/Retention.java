package bottega.networks.trace;

import bottega.networks.trace.TracedValue.Origin;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a trace may let go of while it runs. A first trace cannot know what the block still needs; a second one follows
 * the first and closes each array after the operation that used it last, so that it takes the memory of the widest
 * place of the network and not that of all layers.
 */
final class Retention {
    private final List<List<Integer>> lastUsedBy;

    private Retention(List<List<Integer>> lastUsedBy) {
        this.lastUsedBy = lastUsedBy;
    }

    static Retention everything() {
        return new Retention(List.of());
    }

    /** @param kept what is needed after the trace, of the values of {@code earlier} */
    static Retention following(Trace earlier, Predicate<TracedValue> kept) {
        var lastUse = new int[earlier.values().size()];
        for (int i = 0; i < earlier.operations().size(); i++) {
            for (TracedValue argument : earlier.operations().get(i).arrays()) {
                lastUse[argument.id()] = i;
            }
        }
        // What nobody used lives at least until the next operation.
        var position = new IdentityHashMap<Operation, Integer>();
        earlier.operations().forEach(operation -> position.put(operation, position.size()));
        var lastUsedBy = new ArrayList<List<Integer>>();
        earlier.operations().forEach(_ -> lastUsedBy.add(new ArrayList<>()));
        for (TracedValue value : earlier.values()) {
            if (value.origin() instanceof Origin.Result(Operation operation, int _) && !kept.test(value)) {
                int last = Math.max(lastUse[value.id()], position.get(operation) + 1);
                if (last < lastUsedBy.size()) {
                    lastUsedBy.get(last).add(value.id());
                }
            }
        }
        return new Retention(lastUsedBy);
    }

    /** Ids of the values that nothing needs after operation number {@code index}. */
    List<Integer> doneAfter(int index) {
        return index < lastUsedBy.size() ? lastUsedBy.get(index) : List.of();
    }
}
