package bottega.common.lesson;

/**
 * @param epoch 0 for what was before the first
 */
public record CurvePoint(int epoch, double value) {}
