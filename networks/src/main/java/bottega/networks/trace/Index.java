package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.index.dim.NDIndexAll;
import ai.djl.ndarray.index.dim.NDIndexBooleans;
import ai.djl.ndarray.index.dim.NDIndexElement;
import ai.djl.ndarray.index.dim.NDIndexFixed;
import ai.djl.ndarray.index.dim.NDIndexNull;
import ai.djl.ndarray.index.dim.NDIndexPick;
import ai.djl.ndarray.index.dim.NDIndexSlice;
import ai.djl.ndarray.index.dim.NDIndexTake;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code get} selects, one element for each axis of the array and each new axis. Index
 * arrays are arguments of the operation of their own, in the order in which the elements name them.
 */
public record Index(List<Element> elements) {
    public Index {
        elements = List.copyOf(elements);
    }

    /** The part of an index that one axis takes, or a new axis. */
    public sealed interface Element {
        /** All of an axis. */
        record All() implements Element {}

        /** One place, which drops the axis; from the end if negative. */
        record Fixed(long place) implements Element {}

        /**
         * A range; ends beyond the axis are cut to it.
         *
         * @param from from the end if negative
         * @param to exclusive, from the end if negative; {@link Long#MAX_VALUE} for the end
         * @param step positive
         * @param whole whether that is all of the axis, as long as it was
         */
        record Range(long from, long to, long step, boolean whole) implements Element {}

        /** A new axis of length 1. */
        record NewAxis() implements Element {}

        /** The places that an array of integers names: its axes take the axis' place. */
        record Take() implements Element {}

        /** One place for each place of the other axes, from an array of integers. */
        record Pick() implements Element {}
    }

    /** The index without its arrays, for an array of {@code shape}. */
    static Index of(NDIndex index, Shape shape) {
        var elements = new ArrayList<Element>();
        List<NDIndexElement> given = index.getIndices();
        int consumed = (int) given.stream()
                .filter(element -> !(element instanceof NDIndexNull))
                .count();
        int ellipsis = index.getEllipsisIndex() < 0 ? given.size() : index.getEllipsisIndex();
        int axis = 0;
        for (int i = 0; i <= given.size(); i++) {
            if (i == ellipsis) {
                for (int rest = shape.dimension() - consumed; rest > 0; rest--) {
                    elements.add(new Element.All());
                    axis++;
                }
            }
            if (i < given.size()) {
                Element element = element(given.get(i), shape, axis);
                elements.add(element);
                axis += element instanceof Element.NewAxis ? 0 : 1;
            }
        }
        return new Index(elements);
    }

    static Index of(long[] places, Shape shape) {
        return of(new NDIndex(places), shape);
    }

    private static Element element(NDIndexElement element, Shape shape, int axis) {
        return switch (element) {
            case NDIndexAll _ -> new Element.All();
            case NDIndexFixed fixed -> new Element.Fixed(fixed.getIndex());
            case NDIndexNull _ -> new Element.NewAxis();
            case NDIndexSlice slice -> range(slice, shape.get(axis));
            case NDIndexTake _ -> new Element.Take();
            case NDIndexPick _ -> new Element.Pick();
            default -> throw new IllegalArgumentException("an index of " + element.getClass());
        };
    }

    private static Element range(NDIndexSlice slice, long length) {
        long from = slice.getMin() == null ? 0 : slice.getMin();
        long to = slice.getMax() == null ? Long.MAX_VALUE : slice.getMax();
        long step = slice.getStep() == null ? 1 : slice.getStep();
        boolean fromStart = from == 0 || from <= -length;
        return new Element.Range(from, to, step, fromStart && to >= length && step == 1);
    }

    /**
     * What this index and another trace's select, if it is the same: a range whose end follows the batch size is all of
     * its axis.
     */
    public Optional<Index> common(Index other) {
        if (elements.size() != other.elements.size()) {
            return Optional.empty();
        }
        var common = new ArrayList<Element>();
        for (int i = 0; i < elements.size(); i++) {
            Element one = elements.get(i);
            Element two = other.elements.get(i);
            if (isWhole(one) && isWhole(two)) {
                common.add(new Element.All());
            } else if (one instanceof Element.Range range && two instanceof Element.Range second) {
                if (range.from() != second.from() || range.to() != second.to() || range.step() != second.step()) {
                    return Optional.empty();
                }
                common.add(range);
            } else if (one.equals(two)) {
                common.add(one);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Index(common));
    }

    private static boolean isWhole(Element element) {
        return element instanceof Element.All || element instanceof Element.Range range && range.whole();
    }

    static boolean hasBooleans(NDIndex index) {
        return index.getIndices().stream().anyMatch(NDIndexBooleans.class::isInstance);
    }

    /** The arrays of an index, in order. */
    static List<NDArray> arrays(NDIndex index) {
        return index.getIndices().stream()
                .flatMap(element -> switch (element) {
                    case NDIndexTake take -> Stream.of(take.getIndex());
                    case NDIndexPick pick -> Stream.of(pick.getIndex());
                    default -> Stream.<NDArray>empty();
                })
                .toList();
    }

    /** The same index over the engine's own arrays. */
    static NDIndex unwrap(NDIndex index) {
        var real = new NDIndex();
        // The rank counts as an empty index if it is 0; there is no other way to set it.
        real.addAllDim(index.getRank());
        real.getIndices().clear();
        index.getIndices().forEach(element -> real.getIndices().add(unwrap(element)));
        if (index.getEllipsisIndex() < 0) {
            return real;
        }
        return withEllipsis(real, index.getEllipsisIndex());
    }

    private static NDIndex withEllipsis(NDIndex index, int place) {
        List<NDIndexElement> behind = new ArrayList<>(
                index.getIndices().subList(place, index.getIndices().size()));
        index.getIndices().subList(place, index.getIndices().size()).clear();
        index.addEllipseDim();
        index.getIndices().addAll(behind);
        return index;
    }

    private static NDIndexElement unwrap(NDIndexElement element) {
        return switch (element) {
            case NDIndexTake take -> new NDIndexTake((NDArray) Recorder.unwrap(take.getIndex()));
            case NDIndexPick pick -> new NDIndexPick((NDArray) Recorder.unwrap(pick.getIndex()));
            default -> element;
        };
    }

    @Override
    public String toString() {
        return elements.stream()
                .map(element -> switch (element) {
                    case Element.All _ -> ":";
                    case Element.Fixed(long place) -> Long.toString(place);
                    case Element.Range(long from, long to, long step, boolean _) ->
                        from + ":" + (to == Long.MAX_VALUE ? "" : to) + (step == 1 ? "" : ":" + step);
                    case Element.NewAxis _ -> "new";
                    case Element.Take _ -> "take";
                    case Element.Pick _ -> "pick";
                })
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
