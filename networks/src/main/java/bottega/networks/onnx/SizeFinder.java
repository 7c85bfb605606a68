package bottega.networks.onnx;

import bottega.networks.onnx.Size.Dimension;
import bottega.networks.onnx.Size.Fixed;
import bottega.networks.onnx.Size.Product;
import bottega.networks.trace.TracedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Derives a size at any size of the inputs from what it was in two traces.
 *
 * <p>Two observations are two equations, so only expressions with one unknown number are accepted: a constant; and
 * {@code c x d1 x ... x dk} or {@code d1 x ... x dk / c}, with a whole number c, where the d are dimensions of arrays that
 * the graph has. The second equation is the proof: c has to come out the same. {@code N + 1}, {@code 2N - 1}, {@code N x
 * N} of an array without two such axes, or {@code (H + 1) / 2} are no such expressions and are refused. Where two
 * products of as many dimensions fit, the sizes were chosen badly and nothing is concluded.
 */
final class SizeFinder {
    private static final int MOST_FACTORS = 4;

    private final TracePair traces;

    SizeFinder(TracePair traces) {
        this.traces = traces;
    }

    /**
     * @param one the size in the first trace
     * @param other in the second
     * @param sources whose dimensions to build it from, the likeliest first
     */
    Optional<Size> find(long one, long other, List<TracedValue> sources) {
        if (one == other) {
            return Optional.of(new Fixed(one));
        }
        List<Candidate> dimensions = dimensions(sources);
        Optional<Candidate> exact = dimensions.stream()
                .filter(candidate -> candidate.one == one && candidate.other == other)
                .findFirst();
        if (exact.isPresent()) {
            return Optional.of(new Product(1, 1, exact.get().dimensions));
        }
        List<Candidate> products = List.of(new Candidate(1, 1, List.of()));
        for (int factors = 1; factors <= MOST_FACTORS && !products.isEmpty(); factors++) {
            products = products.stream()
                    .flatMap(product -> dimensions.stream()
                            .filter(dimension -> dimensions.indexOf(dimension) > product.lastIndexIn(dimensions))
                            .map(product::times))
                    .toList();
            List<Size> fitting = products.stream()
                    .map(product -> product.fit(one, other))
                    .flatMap(Optional::stream)
                    .toList();
            if (fitting.size() > 1) {
                throw new ExportException("a size of " + one + " and then " + other
                        + " is more than one expression of the inputs' sizes: " + fitting);
            }
            if (!fitting.isEmpty()) {
                return Optional.of(fitting.getFirst());
            }
        }
        return Optional.empty();
    }

    /** The dimensions that differ between the traces, those of equal sizes once. */
    private List<Candidate> dimensions(List<TracedValue> sources) {
        var found = new ArrayList<Candidate>();
        for (TracedValue source : sources) {
            TracedValue counterpart = traces.counterpart(source);
            for (int axis = 0; axis < source.shape().dimension(); axis++) {
                long one = source.shape().get(axis);
                long other = counterpart.shape().get(axis);
                if (one != other && found.stream().noneMatch(known -> known.one == one && known.other == other)) {
                    found.add(new Candidate(one, other, List.of(new Dimension(source, axis))));
                }
            }
        }
        return found;
    }

    private record Candidate(long one, long other, List<Dimension> dimensions) {
        Candidate times(Candidate next) {
            var all = new ArrayList<>(dimensions);
            all.addAll(next.dimensions);
            return new Candidate(Math.multiplyExact(one, next.one), Math.multiplyExact(other, next.other), all);
        }

        int lastIndexIn(List<Candidate> candidates) {
            for (int i = candidates.size() - 1; i >= 0; i--) {
                if (dimensions.contains(candidates.get(i).dimensions.getFirst())) {
                    return i;
                }
            }
            return -1;
        }

        Optional<Size> fit(long wantedOne, long wantedOther) {
            if (wantedOne % one == 0 && wantedOther % other == 0 && wantedOne / one == wantedOther / other) {
                return Optional.of(new Product(wantedOne / one, 1, dimensions));
            }
            if (wantedOne != 0
                    && wantedOther != 0
                    && one % wantedOne == 0
                    && other % wantedOther == 0
                    && one / wantedOne == other / wantedOther) {
                return Optional.of(new Product(1, one / wantedOne, dimensions));
            }
            return Optional.empty();
        }
    }
}
