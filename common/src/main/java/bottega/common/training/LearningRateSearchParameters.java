package bottega.common.training;

/**
 * A {@link LearningRateSearchRequest} with every default filled in.
 *
 * @param run with {@code learningRate} {@code most} and one epoch, neither of which plays a part
 */
public record LearningRateSearchParameters(RunParameters run, double least, double most, int steps) {}
