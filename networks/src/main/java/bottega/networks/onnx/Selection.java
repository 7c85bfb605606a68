package bottega.networks.onnx;

import bottega.networks.trace.Index.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code get} selects, as nodes: ranges first, as one Slice; single places are ranges of one whose axis is dropped
 * then; an array of places is gathered along its axis; new axes come last, where they stand in the result. Opset 17:
 * Slice-13, Squeeze-13, Gather-13, Unsqueeze-13.
 */
final class Selection {
    private final List<Range> ranges = new ArrayList<>();
    private final List<Long> dropped = new ArrayList<>();
    private final List<Long> added = new ArrayList<>();

    /** Along which axis of what is left by then, -1 for none. */
    private int gathered = -1;

    private record Range(long axis, long from, long to, long step) {}

    private Selection() {}

    /** @param rank of the array of places, if there is one */
    static Selection of(List<Element> elements, int rank) {
        var selection = new Selection();
        int axis = 0;
        int place = 0;
        for (Element element : elements) {
            switch (element) {
                case Element.All _ -> place++;
                case Element.Range(long from, long to, long step, boolean _) -> {
                    selection.ranges.add(new Range(axis, from, to, step));
                    place++;
                }
                case Element.Fixed(long only) -> {
                    // Behind the last place there is no number that would not count from the end again.
                    selection.ranges.add(new Range(axis, only, only == -1 ? Long.MAX_VALUE : only + 1, 1));
                    selection.dropped.add((long) axis);
                }
                case Element.NewAxis _ -> selection.added.add((long) place++);
                case Element.Take _ -> {
                    selection.gathered = axis - selection.dropped.size();
                    place += rank;
                }
                case Element.Pick _ -> throw new IllegalArgumentException("no node picks one place for each other");
            }
            axis += element instanceof Element.NewAxis ? 0 : 1;
        }
        return selection;
    }

    /** @param places name of the array of places, int64, if there is one */
    String write(Composition composition, String array, String places) {
        String part = array;
        if (!ranges.isEmpty()) {
            part = composition.node("Slice", slice(composition, part));
        }
        if (!dropped.isEmpty()) {
            part = composition.binary("Squeeze", part, integers(composition, dropped));
        }
        if (gathered >= 0) {
            part = composition.node("Gather", List.of(part, places), Attributes.integer("axis", gathered));
        }
        return added.isEmpty() ? part : composition.binary("Unsqueeze", part, integers(composition, added));
    }

    private List<String> slice(Composition composition, String array) {
        return List.of(
                array,
                integers(composition, ranges.stream().map(Range::from).toList()),
                integers(composition, ranges.stream().map(Range::to).toList()),
                integers(composition, ranges.stream().map(Range::axis).toList()),
                integers(composition, ranges.stream().map(Range::step).toList()));
    }

    private static String integers(Composition composition, List<Long> values) {
        return composition.integers(values.stream().mapToLong(Long::longValue).toArray());
    }
}
