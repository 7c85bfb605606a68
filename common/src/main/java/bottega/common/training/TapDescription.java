package bottega.common.training;

import java.util.List;

/**
 * A place in a network whose activations can be seen.
 *
 * @param shape of one picture's activations: {@code [channels, height, width]} or {@code [features]}
 * @param figure path of their picture, for the first picture of the data set
 */
public record TapDescription(String name, List<Long> shape, String figure) {}
