package bottega.common.lesson;

import java.util.List;

/**
 * @param parameters with defaults filled in
 * @param start weights before the first step, the same for all; the third is that of the constant input, the bias
 * @param ways SGD, batch, mini-batch
 * @param lookAt what to look at in this answer
 */
public record DeltaRuleResult(
        DeltaRuleRequest parameters, List<Double> start, List<Way> ways, List<String> lookAt, List<String> notes) {

    /**
     * @param name {@code sgd}, {@code batch} or {@code mini-batch}
     * @param rowsPerStep rows whose changes are averaged before the weights change
     * @param steps changes of the weights in all
     * @param firstSteps the first epoch, row by row
     * @param losses mean over the rows of (d - y)^2 / 2; at most 300 points and the last
     */
    public record Way(
            String name,
            int rowsPerStep,
            long steps,
            List<Row> firstSteps,
            List<Double> weights,
            List<Double> outputs,
            List<CurvePoint> losses) {}

    /**
     * @param v the weighted sum
     * @param y sigmoid(v)
     * @param error d - y
     * @param delta y (1 - y) (d - y)
     * @param change of each weight: alpha x delta x input, before it is averaged
     */
    public record Row(
            List<Double> input, double d, double v, double y, double error, double delta, List<Double> change) {}
}
