package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes batch normalisation part of the convolution or the linear layer before it (Jacob et al. 2018, "Quantization and
 * Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", equation 14): {@code W' = W s}, {@code b'
 * = (b - mean) s + beta} with {@code s = gamma / sqrt(variance + epsilon)}, one of each for an output channel. Computed in
 * double and rounded once.
 *
 * <p>The new weight and bias have the names of the layer's own; a layer without bias gets one beside its weight.
 */
final class BatchNormFolding implements Rewrite {
    private static final int INPUT = 1;
    private static final int WEIGHT = 2;
    private static final int BIAS = 3;

    @Override
    public Optional<Replacement> match(Operation last, TraceView trace) {
        if (!last.name().equals("batchNorm") || !isOverChannels(last)) {
            return Optional.empty();
        }
        TracedValue normalised = last.array(INPUT);
        return trace.producer(normalised, "convolution")
                .or(() -> trace.producer(normalised, "linear"))
                .filter(layer -> normalised.shape().dimension() == 4
                        || normalised.shape().dimension() == 2)
                .filter(layer -> trace.isClosed(Set.of(layer), last))
                .filter(layer -> parameters(layer, last).stream()
                        .allMatch(value -> trace.isConstant(value) && value.dataType() == DataType.FLOAT32))
                .map(layer -> new Replacement(
                        reads(layer, last), graph -> write(trace.call(layer), trace.call(last), trace, graph)));
    }

    private static boolean isOverChannels(Operation batchNorm) {
        var axis = (Number) batchNorm.arguments().get(6);
        return axis.intValue() == 1 || axis.intValue() == -1;
    }

    private static List<TracedValue> parameters(Operation layer, Operation batchNorm) {
        var parameters = new ArrayList<TracedValue>();
        parameters.add(layer.array(WEIGHT));
        if (!layer.isAbsent(BIAS)) {
            parameters.add(layer.array(BIAS));
        }
        for (int i = 2; i <= 5; i++) {
            if (!batchNorm.isAbsent(i)) {
                parameters.add(batchNorm.array(i));
            }
        }
        return parameters;
    }

    private static List<TracedValue> reads(Operation layer, Operation batchNorm) {
        var reads = parameters(layer, batchNorm);
        reads.add(layer.array(INPUT));
        return reads;
    }

    private static void write(TracedCall layer, TracedCall batchNorm, TraceView trace, OnnxGraph graph) {
        TracedValue weight = layer.array(WEIGHT);
        boolean shared = !trace.isReadOnlyBy(weight, Set.of(layer.first()))
                || !layer.isAbsent(BIAS) && !trace.isReadOnlyBy(layer.array(BIAS), Set.of(layer.first()));
        long channels = weight.shape().get(0);
        String foldedWeight = graph.initializer(Initializer.of(
                name(weight, "weight", shared, batchNorm.result(), graph),
                DataType.FLOAT32,
                weight.shape().getShape(),
                () -> new Folded(layer, batchNorm).weight()));
        String foldedBias = graph.initializer(Initializer.of(
                layer.isAbsent(BIAS)
                        ? graph.unusedName(besideWeight(foldedWeight))
                        : name(layer.array(BIAS), "bias", shared, batchNorm.result(), graph),
                DataType.FLOAT32,
                new Shape(channels).getShape(),
                () -> new Folded(layer, batchNorm).bias()));
        List<String> inputs = List.of(graph.name(layer.array(INPUT)), foldedWeight, foldedBias);
        LayerTranslators.layer(layer, batchNorm.result(), inputs, graph);
    }

    private static String besideWeight(String weight) {
        return weight.endsWith("weight") ? weight.substring(0, weight.length() - 6) + "bias" : weight + "_bias";
    }

    private static String name(TracedValue value, String role, boolean shared, TracedValue result, OnnxGraph graph) {
        if (value.origin() instanceof Origin.Parameter(String name)) {
            return shared ? graph.unusedName(name + "_" + result.id()) : name;
        }
        return graph.unusedName(role + "_" + result.id());
    }

    /** Reads the parameters when it is needed: until then they take no memory a second time. */
    private record Folded(TracedCall layer, TracedCall batchNorm) {
        ByteBuffer weight() {
            TracedValue weight = layer.array(WEIGHT);
            Elements elements = elements(weight);
            double[] scale = scale();
            int channelSize = elements.count() / scale.length;
            ByteBuffer folded = buffer(elements.count());
            for (int i = 0; i < elements.count(); i++) {
                folded.putFloat((float) (elements.get(i) * scale[i / channelSize]));
            }
            return folded.flip();
        }

        ByteBuffer bias() {
            double[] scale = scale();
            double[] before = layer.isAbsent(BIAS) ? new double[scale.length] : numbers(layer.array(BIAS));
            double[] mean = numbers(batchNorm.array(2));
            double[] beta = batchNorm.isAbsent(5) ? new double[scale.length] : numbers(batchNorm.array(5));
            ByteBuffer folded = buffer(scale.length);
            for (int i = 0; i < scale.length; i++) {
                folded.putFloat((float) ((before[i] - mean[i]) * scale[i] + beta[i]));
            }
            return folded.flip();
        }

        private double[] scale() {
            double[] scale = numbers(batchNorm.array(3));
            double epsilon = batchNorm.real(8);
            double[] gamma = batchNorm.isAbsent(4) ? null : numbers(batchNorm.array(4));
            for (int i = 0; i < scale.length; i++) {
                scale[i] = (gamma == null ? 1 : gamma[i]) / Math.sqrt(scale[i] + epsilon);
            }
            return scale;
        }

        private static double[] numbers(TracedValue value) {
            Elements elements = elements(value);
            double[] numbers = new double[elements.count()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = elements.get(i);
            }
            return numbers;
        }

        private static Elements elements(TracedValue value) {
            return new Elements(value.array().toByteBuffer(true), value.dataType());
        }

        private static ByteBuffer buffer(int floats) {
            return ByteBuffer.allocate(Math.multiplyExact(floats, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
