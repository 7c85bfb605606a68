package bottega.networks.zoo;

import ai.djl.nn.Block;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongFunction;

/** The networks that can be trained, by name. */
public enum NetworkType {
    /** Softmax regression on the pixels: the least a network must beat. */
    LINEAR("linear", 32, 1, LinearClassifier::create),
    /** LeCun et al. 1998, with ReLU, max pooling and colour; see {@link LeNet}. */
    LENET("lenet", 32, LeNet.LEAST_SIZE, LeNet::create),
    /** He et al. 2015, section 4.2, n = 1; see {@link SmallResNet}. */
    RESNET8("resnet8", 64, SmallResNet.LEAST_SIZE, SmallResNet::create);

    private final String publicName;
    private final int inputSize;
    private final int leastInputSize;
    private final LongFunction<Block> factory;

    NetworkType(String publicName, int inputSize, int leastInputSize, LongFunction<Block> factory) {
        this.publicName = publicName;
        this.inputSize = inputSize;
        this.leastInputSize = leastInputSize;
        this.factory = factory;
    }

    public String publicName() {
        return publicName;
    }

    /** Pixels of a side when nothing else is asked for. */
    public int inputSize() {
        return inputSize;
    }

    /** Pixels of a side below which nothing would be left after the last layer. */
    public int leastInputSize() {
        return leastInputSize;
    }

    /**
     * An uninitialised block: uint8 {@code [N, H, W, 3]} to logits {@code [N, classes]}, with a tap {@code embedding}
     * before the head.
     *
     * @param classes at least 2
     */
    public Block create(int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException("expected at least 2 classes, received " + classes);
        }
        return factory.apply(classes);
    }

    public static Optional<NetworkType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.publicName.equals(name))
                .findFirst();
    }
}
