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
    ALEXNET(
            "alexnet",
            227,
            AlexNet.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(8, 227, 61.0, 227),
            "torchvision's layout of 2014: one tower, no normalisation; its weights were trained at 224, which gives the same 6x6 maps as 227. The network of 2012, with grouped layers, has 60,965,224 parameters: the table's rounded figures fit both. Its 227 MB are thousandths of a GiB.",
            0.5f,
            AlexNet::create),
    VGG_M(
            "vgg-m",
            224,
            VggM.LEAST_SIZE,
            Preprocessing.CAFFE,
            null,
            "Local response normalisation has no parameters. The checkpoint names 221 as its input size, which gives the same 6x6 maps as the paper's 224.",
            0.5f,
            VggM::create),
    VGG16(
            "vgg16",
            224,
            Vgg.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(16, 515, 138, 224),
            "The table's 515 MB are thousandths of a GiB.",
            0.5f,
            Vgg::vgg16),
    VGG19(
            "vgg19",
            224,
            Vgg.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(19, 535, 144, 224),
            "The table's 535 MB are thousandths of a GiB.",
            0.5f,
            Vgg::vgg19),
    SQUEEZENET(
            "squeezenet",
            227,
            SqueezeNet.LEAST_SIZE_1_0,
            Preprocessing.IMAGENET,
            new Published(18, 5.2, 1.24, 227),
            "Version 1.0, torchvision's squeezenet1_0, whose weights were trained at 224. The parameters take 4.99 million bytes: the table's 5.2 MB must be a file with more in it.",
            0.5f,
            SqueezeNet::version1_0),
    SQUEEZENET_1_1(
            "squeezenet1.1",
            227,
            SqueezeNet.LEAST_SIZE_1_1,
            Preprocessing.IMAGENET,
            null,
            "As accurate as version 1.0 with 2.4 times less computation. torchvision's weights were trained at 224.",
            0.5f,
            SqueezeNet::version1_1),
    GOOGLENET(
            "googlenet",
            224,
            GoogLeNet.LEAST_SIZE,
            Preprocessing.INCEPTION,
            new Published(22, 27, 7.0, 224),
            "torchvision's layout: batch normalisation for biases, 3x3 where the paper has 5x5, and no auxiliary heads (aux1, aux2 in its checkpoint). With biases and 5x5 it would be the paper's 6,998,552 parameters: the table's 7.0 million and 27 MB.",
            0.2f,
            GoogLeNet::create),
    INCEPTION_V3(
            "inceptionv3",
            299,
            InceptionV3.LEAST_SIZE,
            Preprocessing.INCEPTION,
            new Published(48, 89, 23.9, 299),
            "torchvision's layout without the auxiliary head (27,161,264 parameters with it). The table's 23.9 million are 23.83 with the 34,432 running statistics; its 89 MB are thousandths of a GiB.",
            0.5f,
            InceptionV3::create),
    DENSENET201(
            "densenet201",
            224,
            DenseNet.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(201, 77, 20.0, 224),
            "",
            DenseNet::densenet201),
    MOBILENET_V2(
            "mobilenetv2",
            224,
            MobileNetV2.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(53, 13, 3.5, 224),
            "The table's 13 MB are thousandths of a GiB.",
            0.2f,
            MobileNetV2::create),
    EFFICIENTNET_B0(
            "efficientnetb0",
            224,
            EfficientNet.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(82, 20, 5.3, 224),
            "",
            0.2f,
            EfficientNet::b0),
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
    RESNET152("resnet152", 224, ResNet.LEAST_SIZE, Preprocessing.IMAGENET, null, "", ResNet::resnet152),
    XCEPTION(
            "xception",
            299,
            Xception.LEAST_SIZE,
            Preprocessing.INCEPTION,
            new Published(71, 85, 22.9, 299),
            "The table's 85 MB are less than the parameters take by themselves as float32 (87.2 MiB).",
            Xception::create),
    INCEPTION_RESNET_V2(
            "inceptionresnetv2",
            299,
            InceptionResNetV2.LEAST_SIZE,
            Preprocessing.INCEPTION,
            new Published(164, 209, 55.9, 299),
            "The table's 55.9 million are Keras' 55,873,736: with running means and variances, without batch"
                    + " normalisation's factor, which stays 1 there. The longest way has 176 layers: 5 in the stem, 3 in"
                    + " mixed_5b, 40 blocks of 4, 3 each in mixed_6a and mixed_7a, 2 at the end.",
            0.2f,
            InceptionResNetV2::create),
    SHUFFLENET(
            "shufflenet",
            224,
            ShuffleNet.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(50, 5.4, 1.4, 224),
            "Version 1 with 4 groups and half the width, 3x3 convolutions as wide as the unit's own output, as in the ONNX model zoo:"
                    + " 1,395,312. The paper's own variants at full width have 1,531,936 (1 group), 1,733,848 (2),"
                    + " 1,865,728 (3), 1,968,344 (4) and 2,434,768 (8).",
            ShuffleNet::create),
    NASNET_MOBILE(
            "nasnetmobile",
            224,
            NasNet.LEAST_SIZE,
            Preprocessing.INCEPTION,
            new Published(0, 20, 5.3, 224),
            "Without the auxiliary head.",
            0.5f,
            NasNet::mobile),
    NASNET_LARGE(
            "nasnetlarge",
            331,
            NasNet.LEAST_SIZE,
            Preprocessing.INCEPTION,
            new Published(0, 332, 88.9, 331),
            "Without the auxiliary head. The table's 88.9 million are these 88,753,150 and 196,668 running means and"
                    + " variances.",
            0.5f,
            NasNet::large),
    DARKNET19(
            "darknet19",
            256,
            Darknet.LEAST_SIZE,
            Preprocessing.UNIT,
            new Published(19, 78, 20.8, 256),
            "The table's 78 MB are less than the parameters take by themselves as float32 (79.5 MiB). Weights of Darknet"
                    + " itself are not read; the negative slope is its 0.1.",
            Darknet::darknet19),
    DARKNET53(
            "darknet53",
            256,
            Darknet.LEAST_SIZE,
            Preprocessing.IMAGENET,
            new Published(53, 155, 41.6, 256),
            "The table's 155 MB are less than the parameters take by themselves as float32 (158.7 MiB). The negative"
                    + " slope is that of timm's weights, 0.01; Darknet's own is 0.1.",
            Darknet::darknet53),
    PERCEPTRON("perceptron", 28, 1, Preprocessing.UNIT, null, "", Perceptrons::perceptron),
    MLP_28("mlp-784-16-16-10", 28, 1, Preprocessing.UNIT, null, "", Perceptrons::digits28),
    MLP_5("mlp-25-20-20-20-5", 5, 1, Preprocessing.UNIT, null, "", Perceptrons::digits5),
    /** LeCun et al. 1998 as it was; see {@link LeNet5}. */
    LENET5("lenet5", 32, LeNet5.LEAST_SIZE, LeNet5.PREPROCESSING, null, "", LeNet5::create);

    private final String publicName;
    private final int inputSize;
    private final int leastInputSize;
    private final Preprocessing preprocessing;
    private final Published published;
    private final String note;
    private final Float dropout;
    private final Factory factory;

    /** Float32 {@code [N, 3, H, W]} to logits {@code [N, classes]}. */
    @FunctionalInterface
    private interface Factory {
        Block create(int classes, float dropout);
    }

    /** A network without dropout. */
    NetworkType(
            String publicName,
            int inputSize,
            int leastInputSize,
            Preprocessing preprocessing,
            Published published,
            String note,
            IntFunction<Block> factory) {
        this(
                publicName,
                inputSize,
                leastInputSize,
                preprocessing,
                published,
                note,
                null,
                (classes, _) -> factory.apply(classes));
    }

    /**
     * @param published null where the lecture's table does not have it
     * @param note why the computed figures differ from the published ones, and which variant this is
     * @param dropout the rate that it was published with; null for a network without
     */
    NetworkType(
            String publicName,
            int inputSize,
            int leastInputSize,
            Preprocessing preprocessing,
            Published published,
            String note,
            Float dropout,
            Factory factory) {
        this.publicName = publicName;
        this.inputSize = inputSize;
        this.leastInputSize = leastInputSize;
        this.preprocessing = preprocessing;
        this.published = published;
        this.note = note;
        this.dropout = dropout;
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

    /** The share of activations that is dropped before its fully connected layers, as published; empty for a network without. */
    public Optional<Float> dropout() {
        return Optional.ofNullable(dropout);
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
        return new Sequence().add(new ImageInput(preprocessing)).add(body(classes));
    }

    /**
     * The same with another rate of dropout.
     *
     * @param rate 0 or more, below 1
     * @throws IllegalArgumentException for a network without dropout
     */
    public Block create(int classes, Preprocessing preprocessing, float rate) {
        if (dropout == null || !(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(publicName + ": expected "
                    + (dropout == null ? "no rate of dropout" : "0 to below 1") + ", received " + rate);
        }
        return new Sequence().add(new ImageInput(preprocessing)).add(body(classes, rate));
    }

    /**
     * The network behind its {@link ImageInput}, for whoever has numbers instead of pictures: float32 {@code [N, 3, H,
     * W]} to logits {@code [N, classes]}.
     *
     * @param classes at least 2
     */
    public Block body(int classes) {
        return body(classes, dropout == null ? 0 : dropout);
    }

    private Block body(int classes, float rate) {
        if (classes < 2) {
            throw new IllegalArgumentException("expected at least 2 classes, received " + classes);
        }
        return factory.create(classes, rate);
    }

    public static Optional<NetworkType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.publicName.equals(name))
                .findFirst();
    }
}
