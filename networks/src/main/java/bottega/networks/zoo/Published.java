package bottega.networks.zoo;

/**
 * A row of the lecture's table of networks.
 *
 * @param depth as in {@link bottega.networks.layer.Depth}; 0 where the table has none
 * @param megabytes of the file with the parameters
 * @param inputSize pixels of a side
 */
public record Published(int depth, double megabytes, double millionParameters, int inputSize) {}
