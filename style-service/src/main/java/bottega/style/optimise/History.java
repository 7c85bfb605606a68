package bottega.style.optimise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest pairs of steps and gradient changes, and the quasi-Newton direction that they give. */
final class History {
    /** Pairs with less curvature than this, relative to their lengths, would spoil the approximation. */
    private static final double LEAST_CURVATURE = 1e-10;

    private final int capacity;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** @param curvature {@code step . gradientChange}, positive */
    private record Entry(float[] step, float[] gradientChange, double curvature) {}

    History(int capacity) {
        this.capacity = capacity;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void clear() {
        entries.clear();
    }

    /** Remembers the way from one point to the next; the oldest pair gives up its memory when there are too many. */
    void add(float[] from, float[] to, float[] gradientFrom, float[] gradientTo) {
        Entry oldest = entries.size() == capacity ? entries.removeFirst() : null;
        float[] step = oldest == null ? new float[from.length] : oldest.step();
        float[] change = oldest == null ? new float[from.length] : oldest.gradientChange();
        Vectors.difference(step, to, from);
        Vectors.difference(change, gradientTo, gradientFrom);
        add(step, change);
    }

    void add(float[] step, float[] change) {
        double curvature = Vectors.dot(step, change);
        double lengths = Math.sqrt(Vectors.dot(step, step) * Vectors.dot(change, change));
        if (curvature > LEAST_CURVATURE * lengths) {
            entries.addLast(new Entry(step, change, curvature));
        }
    }

    /** The newest pairs, oldest first; the arrays are the history's own. */
    List<LbfgsState.Pair> newest(int most) {
        return entries.stream()
                .skip(Math.max(0, entries.size() - most))
                .map(entry -> new LbfgsState.Pair(entry.step(), entry.gradientChange()))
                .toList();
    }

    /** {@code direction = -H gradient} by the two-loop recursion (Nocedal and Wright, algorithm 7.4). */
    void direction(float[] gradient, float[] direction) {
        Vectors.scale(direction, -1, gradient);
        if (entries.isEmpty()) {
            return;
        }
        var factors = new ArrayList<Double>();
        for (var newestFirst = entries.descendingIterator(); newestFirst.hasNext(); ) {
            Entry entry = newestFirst.next();
            double factor = Vectors.dot(entry.step(), direction) / entry.curvature();
            Vectors.addScaled(direction, -factor, entry.gradientChange());
            factors.addFirst(factor);
        }
        Entry newest = entries.getLast();
        double scale = newest.curvature() / Vectors.dot(newest.gradientChange(), newest.gradientChange());
        Vectors.scale(direction, scale, direction);
        int index = 0;
        for (Entry entry : entries) {
            double back = Vectors.dot(entry.gradientChange(), direction) / entry.curvature();
            Vectors.addScaled(direction, factors.get(index++) - back, entry.step());
        }
    }
}
