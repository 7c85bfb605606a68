package bottega.networks.onnx;

import bottega.networks.trace.Operation;
import bottega.networks.trace.Trace;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The end of a classifier as its trace shows it.
 *
 * @param logits {@code [N, C]}
 * @param embedding {@code [N, D]}, what the head reads: the tap {@value #EMBEDDING_TAP}, else the input of the last
 *     linear layer
 * @param localised where the network ends in global average pooling and a linear layer
 */
record ClassifierHead(TracedValue logits, Optional<TracedValue> embedding, Optional<Localised> localised) {
    static final String EMBEDDING_TAP = "embedding";

    /** Operations that change nothing but the shape, between pooling and head. */
    private static final Set<String> PASSING = Set.of("reshape", "flatten", "squeeze", "dropout", "duplicate");

    /**
     * A head that can be applied at every place, which gives a map of evidence for each class (Zhou et al. 2016, "Learning
     * Deep Features for Discriminative Localization"): the mean of a class's map over all places is its logit.
     *
     * @param features {@code [N, D, h, w]}, the input of the pooling
     * @param weight {@code [C, D]}
     * @param bias {@code [C]}, if there is one
     */
    record Localised(TracedValue features, TracedValue weight, Optional<TracedValue> bias) {}

    static ClassifierHead of(Trace trace) {
        TracedValue logits = trace.outputs().getFirst();
        if (logits.shape().dimension() != 2) {
            throw new ExportException("a classifier gives logits [N, C], received " + logits);
        }
        Optional<Operation> linear =
                producer(logits).filter(operation -> operation.name().equals("linear"));
        Optional<TracedValue> embedding = Optional.ofNullable(trace.taps().get(EMBEDDING_TAP))
                .or(() -> linear.map(operation -> operation.array(1)));
        return new ClassifierHead(logits, embedding, linear.flatMap(ClassifierHead::localised));
    }

    private static Optional<Localised> localised(Operation linear) {
        Optional<Operation> before = producer(linear.array(1));
        while (before.isPresent() && PASSING.contains(before.get().name())) {
            before = producer(before.get().receiver());
        }
        return before.filter(ClassifierHead::isGlobalAverage)
                .map(pool -> new Localised(
                        pool.receiver(),
                        linear.array(2),
                        linear.isAbsent(3) ? Optional.empty() : Optional.of(linear.array(3))));
    }

    private static boolean isGlobalAverage(Operation operation) {
        return operation.receiver().shape().dimension() == 4
                && (operation.name().equals("globalAvgPool")
                        || operation.name().equals("mean")
                                && operation.arguments().size() == 3
                                && operation.arguments().get(1) instanceof int[] axes
                                && Arrays.equals(axes, new int[] {2, 3}));
    }

    private static Optional<Operation> producer(TracedValue value) {
        return value.origin() instanceof Origin.Result(Operation operation, int _)
                ? Optional.of(operation)
                : Optional.empty();
    }
}
