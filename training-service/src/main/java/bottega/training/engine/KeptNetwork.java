package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import bottega.common.image.RgbImage;
import bottega.networks.engine.TorchEngine;
import bottega.networks.tap.Taps;
import bottega.networks.weights.SafeTensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.function.Function;

/** A network with the weights that a run kept, to look into while others train. Not thread-safe. */
public final class KeptNetwork implements AutoCloseable {
    private final NDManager manager = TorchEngine.newManager();
    private final Block network;

    /**
     * @param network not initialised yet: uint8 {@code [N, size, size, 3]} to anything
     * @param weights as {@link Trainer#saveWeights} wrote them
     */
    public KeptNetwork(Block network, int size, Path weights) throws IOException {
        this.network = network;
        try (SafeTensors kept = SafeTensors.open(weights)) {
            TorchEngine.keepNoHistory();
            network.initialize(manager, DataType.FLOAT32, new Shape(1, size, size, 3));
            Checkpoint.load(kept, network, manager);
        } catch (Throwable e) {
            manager.close();
            throw e;
        }
    }

    /**
     * @param picture at the network's own size
     * @param look is given the activations {@code [1, ...]} by tap, in the order of the computation; they are gone afterwards
     */
    public <T> T look(RgbImage picture, Function<SequencedMap<String, NDArray>, T> look) {
        TorchEngine.keepNoHistory();
        ByteBuffer pixels = ByteBuffer.allocateDirect(picture.rgb().length);
        pixels.put(picture.rgb()).flip();
        try (NDManager scope = manager.newSubManager()) {
            NDArray input = scope.create(pixels, new Shape(1, picture.height(), picture.width(), 3), DataType.UINT8);
            var store = new ParameterStore(scope, false);
            return look.apply(Taps.collect(() -> network.forward(store, new NDList(input), false)));
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
