package bottega.training.similarity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Numbers from 0 that are joined to sets (Galler and Fischer 1964). */
final class DisjointSets {
    private final int[] parents;

    DisjointSets(int size) {
        parents = new int[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
        }
    }

    boolean same(int one, int other) {
        return root(one) == root(other);
    }

    void join(int one, int other) {
        int first = root(one);
        int second = root(other);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    private int root(int of) {
        int root = of;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** Sets of two and more, ascending. */
    List<int[]> groups() {
        var members = new LinkedHashMap<Integer, List<Integer>>();
        for (int i = 0; i < parents.length; i++) {
            members.computeIfAbsent(root(i), _ -> new ArrayList<>()).add(i);
        }
        return members.values().stream()
                .filter(each -> each.size() > 1)
                .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }
}
