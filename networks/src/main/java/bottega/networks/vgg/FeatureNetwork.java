package bottega.networks.vgg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import bottega.networks.tap.Taps;
import java.util.SequencedMap;

/**
 * A frozen network that gives activations by name. Its parameters take no gradient; a picture may. It holds native
 * memory until it is closed.
 */
public final class FeatureNetwork implements AutoCloseable {
    private final NDManager manager;
    private final Block colours;
    private final Block layers;
    private final int smallestSide;
    private final ParameterStore parameters;

    FeatureNetwork(NDManager manager, Block colours, Block layers, int smallestSide) {
        this.manager = manager;
        this.colours = colours;
        this.layers = layers;
        this.smallestSide = smallestSide;
        this.parameters = new ParameterStore(manager, false);
    }

    /**
     * @param rgb FLOAT32 {@code [N, 3, h, w]}, 0..1
     * @return of the same shape, in the colour space and range that the network was trained on
     */
    public NDArray normalise(NDArray rgb) {
        return colours.forward(parameters, new NDList(rgb), false).singletonOrThrow();
    }

    /**
     * @param normalised what {@link #normalise} gives, neither side under {@link #smallestSide}
     * @return the asked activations, FLOAT32 {@code [N, C, h', w']}, by name, in the order of the network; they live
     *     in the manager of {@code normalised}
     */
    public SequencedMap<String, NDArray> features(NDArray normalised) {
        return Taps.collect(() -> layers.forward(parameters, new NDList(normalised), false));
    }

    /** Pixels; a shorter side would vanish in the poolings. */
    public int smallestSide() {
        return smallestSide;
    }

    @Override
    public void close() {
        manager.close();
    }
}
