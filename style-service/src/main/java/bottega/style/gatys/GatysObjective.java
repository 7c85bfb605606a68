package bottega.style.gatys;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.networks.engine.TorchEngine;
import bottega.style.optimise.Objective;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * The total loss as a function of the picture's numbers. What an evaluation takes from the engine hangs on a manager
 * of its own and is given back at its end; between evaluations only the targets are held. One thread at a time in the
 * whole process: the engine allows a single gradient collector.
 */
public final class GatysObjective implements Objective, AutoCloseable {
    /** Below any activation that means something; keeps a black target from dividing by zero. */
    private static final double LEAST_SQUARE = 1e-12;

    private static final int ALIGNMENT = 64;

    private final NDManager manager = TorchEngine.newManager();
    private final Function<NDArray, ? extends Map<String, NDArray>> network;
    private final GatysSettings settings;
    private final Shape shape;
    private final ByteBuffer numbers;
    private final Map<String, Target> contentTargets = new LinkedHashMap<>();
    private final Map<String, Target> styleTargets = new LinkedHashMap<>();
    private Losses losses;

    /**
     * @param array the content's activations, or the style's {@code G / M}
     * @param weight that normalisation gives the layer, without alpha and beta
     */
    private record Target(NDArray array, double weight) {}

    /**
     * @param network from FLOAT32 {@code [1, 3, h, w]} to activations by name, in the picture's manager
     * @param content {@code [1, 3, h, w]}, of the size that the objective's points have
     * @param style {@code [1, 3, h', w']}
     */
    public GatysObjective(
            Function<NDArray, ? extends Map<String, NDArray>> network,
            NDArray content,
            NDArray style,
            GatysSettings settings) {
        this.network = network;
        this.settings = settings;
        this.shape = content.getShape();
        this.numbers = alignedBuffer(Math.toIntExact(shape.size() * Float.BYTES));
        try {
            try (NDManager temporary = manager.newSubManager()) {
                targetsOf(content, style, temporary);
            }
        } catch (Throwable e) {
            manager.close();
            throw e;
        }
    }

    /** As aligned as the engine's own memory, on which its last digits depend: the same run gives the same picture. */
    private static ByteBuffer alignedBuffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .slice(0, bytes)
                .order(ByteOrder.nativeOrder());
    }

    private void targetsOf(NDArray content, NDArray style, NDManager temporary) {
        Map<String, NDArray> contentFeatures = network.apply(copyIn(content, temporary));
        for (String layer : settings.contentLayers()) {
            NDArray target = contentFeatures.get(layer).duplicate();
            target.attach(manager);
            contentTargets.put(layer, new Target(target, contentWeight(target)));
        }
        Map<String, NDArray> styleFeatures = network.apply(copyIn(style, temporary));
        for (String layer : settings.styleLayers()) {
            NDArray target = GatysEquations.meanGramMatrix(styleFeatures.get(layer));
            target.attach(manager);
            styleTargets.put(layer, new Target(target, styleWeight(target)));
        }
    }

    /** In the engine's own memory, hence aligned like every point that is evaluated. */
    private static NDArray copyIn(NDArray picture, NDManager temporary) {
        NDArray copy = picture.duplicate();
        copy.attach(temporary);
        return copy;
    }

    private double contentWeight(NDArray target) {
        return switch (settings.normalisation()) {
            case PAPER -> 1;
            case RELATIVE -> 1 / Math.max(LEAST_SQUARE, meanSquare(target) * target.size());
        };
    }

    private double styleWeight(NDArray target) {
        double share = 1.0 / settings.styleLayers().size();
        return switch (settings.normalisation()) {
            case PAPER -> share;
            case RELATIVE -> share / Math.max(LEAST_SQUARE, meanSquare(target));
        };
    }

    private static double meanSquare(NDArray array) {
        try (NDArray squares = array.square();
                NDArray mean = squares.mean()) {
            return mean.getFloat();
        }
    }

    /** @param point {@code [3, h, w]}, row-major */
    @Override
    public double evaluate(float[] point, float[] gradient) {
        numbers.asFloatBuffer().put(point);
        try (NDManager step = manager.newSubManager();
                var collector = TorchEngine.get().newGradientCollector()) {
            NDArray picture = step.create(numbers.rewind(), shape, DataType.FLOAT32);
            picture.setRequiresGradient(true);
            Map<String, NDArray> features = network.apply(picture);
            var parts = new NDList();
            var total = new NDList();
            for (var content : contentTargets.entrySet()) {
                Target target = content.getValue();
                NDArray loss = GatysEquations.contentLoss(features.get(content.getKey()), target.array());
                parts.add(loss);
                total.add(loss.mul(GatysEquations.scalar(loss, settings.contentWeight() * target.weight())));
            }
            for (var style : styleTargets.entrySet()) {
                Target target = style.getValue();
                NDArray loss = GatysEquations.styleLayerLoss(features.get(style.getKey()), target.array());
                parts.add(loss);
                total.add(loss.mul(GatysEquations.scalar(loss, settings.styleWeight() * target.weight())));
            }
            collector.backward(NDArrays.stack(total).sum());
            losses = lossesOf(NDArrays.stack(parts).toDoubleArray());
            picture.getGradient().toByteBuffer(true).asFloatBuffer().get(gradient);
            return losses.total();
        }
    }

    /** In double precision: the line search compares totals that differ in their last digits. */
    private Losses lossesOf(double[] parts) {
        int index = 0;
        double content = 0;
        for (Target target : contentTargets.values()) {
            content += target.weight() * parts[index++];
        }
        double style = 0;
        SequencedMap<String, Double> layers = new LinkedHashMap<>();
        for (var entry : styleTargets.entrySet()) {
            double loss = parts[index++];
            style += entry.getValue().weight() * loss;
            layers.put(entry.getKey(), entry.getValue().weight() * loss * styleTargets.size());
        }
        double total = settings.contentWeight() * content + settings.styleWeight() * style;
        return new Losses(content, style, total, Collections.unmodifiableSequencedMap(layers));
    }

    /** Of the last evaluation; null before the first. */
    public Losses losses() {
        return losses;
    }

    @Override
    public void close() {
        manager.close();
    }
}
