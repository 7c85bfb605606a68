package bottega.training.optimisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import bottega.networks.engine.TorchEngine;
import java.util.List;

/** A linear layer, {@code mean((x w^T + b - t)^2)}, small enough to be written down in another language too. */
final class LeastSquares implements AutoCloseable {
    private final NDManager manager = TorchEngine.newManager();
    private final NDArray weight = manager.create(new float[] {1, -2, .5f, .25f, 3, -1}, new Shape(2, 3));
    private final NDArray bias = manager.create(new float[] {.1f, -.4f});
    private final NDArray x = manager.create(new float[] {1, 2, -1, .5f, -1, 2, 3, 0, 1, -2, 1, .5f}, new Shape(4, 3));
    private final NDArray targets = manager.create(new float[] {1, 0, 0, 1, 2, -1, -1, .5f}, new Shape(4, 2));

    LeastSquares() {
        weight.setRequiresGradient(true);
        bias.setRequiresGradient(true);
    }

    List<Weight> weights() {
        return List.of(new Weight("weight", weight, true), new Weight("bias", bias, false));
    }

    float[] weight() {
        return weight.toFloatArray();
    }

    float[] bias() {
        return bias.toFloatArray();
    }

    void backward() {
        try (NDManager step = manager.newSubManager();
                GradientCollector collector = TorchEngine.get().newGradientCollector()) {
            x.tempAttach(step);
            collector.backward(
                    x.matMul(weight.transpose()).add(bias).sub(targets).square().mean());
            x.attach(manager);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
