package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Sequence;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;

/** The networks of the zoo, by name. */
public enum NetworkType {
    /** Softmax regression on the pixels: the least a network must beat. */
    LINEAR("linear", 32, 1, Preprocessing.IMAGENET, null, "", LinearClassifier::create),
    /** LeCun et al. 1998, with ReLU, max pooling and colour; see {@link LeNet}. */
    LENET("lenet", 32, LeNet.LEAST_SIZE, Preprocessing.IMAGENET, null, "", LeNet::create),
    /** He et al. 2015, section 4.2, n = 1; see {@link SmallResNet}. */
    RESNET8("resnet8", 64, SmallResNet.LEAST_SIZE, Preprocessing.IMAGENET, null, "", SmallResNet::create),
    RESNET18(
            "resnet18",
            224,
            ResNet.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(18, 44, 11.7, 224),
            "",
            ResNet::resnet18),
    RESNET50(
            "resnet50",
            224,
            ResNet.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(50, 96, 25.6, 224),
            "",
            ResNet::resnet50),
    RESNET101(
            "resnet101",
            224,
            ResNet.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(101, 167, 44.6, 224),
            "The table's 167 MB are less than 44.6 million float32 take by themselves (170.1 MiB).",
            ResNet::resnet101),
    RESNET152("resnet152", 224, ResNet.LEAST_SIZE, Preprocessing.IMAGENET, null, "", ResNet::resnet152);

    private final String publicName;
    private final int inputSize;
    private final int leastInputSize;
    private final Preprocessing preprocessing;
    private final Published published;
    private final String note;
    private final IntFunction<Block> factory;

    /**
     * @param published null where the lecture's table does not have it
     * @param note why the computed figures differ from the published ones, and which variant this is
     * @param factory float32 {@code [N, 3, H, W]} to logits {@code [N, classes]}
     */
    NetworkType(
            String publicName,
            int inputSize,
            int leastInputSize,
            Preprocessing preprocessing,
            Published published,
            String note,
            IntFunction<Block> factory) {
        this.publicName = publicName;
        this.inputSize = inputSize;
        this.leastInputSize = leastInputSize;
        this.preprocessing = preprocessing;
        this.published = published;
        this.note = note;
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

    /** What the published weights were trained with. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    public Optional<Published> published() {
        return Optional.ofNullable(published);
    }

    /** Why computed figures differ from {@link #published()}, and which variant this is; empty if there is nothing to say. */
    public String note() {
        return note;
    }

    /** {@link #create(int, Preprocessing)} with the network's own {@link #preprocessing()}. */
    public Block create(int classes) {
        return create(classes, preprocessing);
    }

    /**
     * An uninitialised block: uint8 RGB {@code [N, H, W, 3]} to logits {@code [N, classes]}, with taps at its named
     * layers and one, {@code embedding}, before the head. Its {@link bottega.networks.layer.ParameterNames} are those
     * of the published checkpoints.
     *
     * @param classes at least 2
     */
    public Block create(int classes, Preprocessing preprocessing) {
        if (classes < 2) {
            throw new IllegalArgumentException("expected at least 2 classes, received " + classes);
        }
        return new Sequence().add(new ImageInput(preprocessing)).add(factory.apply(classes));
    }

    public static Optional<NetworkType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.publicName.equals(name))
                .findFirst();
    }
}
