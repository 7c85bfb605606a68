package bottega.networks.zoo;

import java.util.List;

/**
 * From a pixel to the number that a network sees, channel by channel: {@code (pixel / 255 * range - mean) / deviation}.
 * Published weights are worth nothing under another one than they were trained with.
 *
 * @param order of the channels that the network sees; {@code mean} and {@code deviation} are always red, green, blue
 * @param range 1 or 255
 */
public record Preprocessing(ChannelOrder order, double range, List<Double> mean, List<Double> deviation) {
    public enum ChannelOrder {
        RGB,
        BGR
    }

    /** Mean and standard deviation of ImageNet: torchvision, timm's DenseNet, EfficientNet and Darknet-53. */
    public static final Preprocessing IMAGENET =
            new Preprocessing(ChannelOrder.RGB, 1, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** -1 to 1: Inception, Inception-ResNet, Xception, NASNet. */
    public static final Preprocessing INCEPTION =
            new Preprocessing(ChannelOrder.RGB, 1, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

    /** 0 to 1: Darknet-19, and networks on line drawings. */
    public static final Preprocessing UNIT =
            new Preprocessing(ChannelOrder.RGB, 1, List.of(0., 0., 0.), List.of(1., 1., 1.));

    /** Blue first, 0 to 255 minus ImageNet's mean: Caffe's model zoo. */
    public static final Preprocessing CAFFE =
            new Preprocessing(ChannelOrder.BGR, 255, List.of(123., 117., 104.), List.of(1., 1., 1.));

    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != 3 || deviation.size() != 3) {
            throw new IllegalArgumentException(
                    "expected 3 means and 3 deviations, received " + mean + " and " + deviation);
        }
        if (range <= 0 || deviation.stream().anyMatch(value -> value <= 0)) {
            throw new IllegalArgumentException(
                    "range and deviation must be positive, received " + range + " and " + deviation);
        }
    }
}
