package bottega.common.style;

/**
 * Losses of one evaluation (Gatys et al. 2016, equations 1, 5 and 7), normalised as the parameters say.
 *
 * @param totalLoss {@code contentWeight x contentLoss + styleWeight x styleLoss}
 */
public record StyleMetrics(double contentLoss, double styleLoss, double totalLoss) {}
