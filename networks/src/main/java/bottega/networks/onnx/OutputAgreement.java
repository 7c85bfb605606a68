package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * How well ONNX Runtime and DJL agree on one output of a file.
 *
 * @param output its name
 * @param largestDifference of any element on any of the inputs
 * @param worst where that was, and both numbers
 * @param deviation how much the output varies from input to input, see {@link Deviation}
 * @param magnitude the largest absolute value
 * @param exact whether it is of whole numbers or truths
 * @param tolerance what {@code largestDifference} may be: 0 for whole numbers and truths, else {@value #TOLERANCE} x
 *     max(1, deviation). float32 sums of some thousand terms in another order differ by about 1e-6 of their size, so that
 *     leaves two orders of magnitude, and a wrong padding or a forgotten bias is far beyond it. Of outputs that vary by
 *     less than {@value #LEAST_DEVIATION}, probabilities for one, it is a thousandth of what they vary; but never less
 *     than 2e-6 of the magnitude, which no two orders of summation keep to.
 */
public record OutputAgreement(
        String output,
        double largestDifference,
        String worst,
        double deviation,
        double magnitude,
        boolean exact,
        double tolerance) {
    static final double TOLERANCE = 1e-4;

    /** Below this spread across inputs, the plain bound would say nothing. */
    static final double LEAST_DEVIATION = 0.1;

    private static final double ROUNDING = 2e-6;

    /** @throws ExportException when the engines differ, or when the output hardly varies */
    void require() {
        if (!exact && !(deviation > 5 * ROUNDING * magnitude)) {
            throw new ExportException("output '" + output + "' is nearly the same for every input (it varies by "
                    + deviation + " and is up to " + magnitude + "), so a comparison would prove nothing: train the"
                    + " block further, or give examples that it tells apart");
        }
        requireWithin(tolerance);
    }

    /** @throws ExportException when the engines differ by more than {@code bound} */
    void requireWithin(double bound) {
        if (!(largestDifference <= bound)) {
            throw new ExportException("ONNX Runtime and DJL disagree by " + largestDifference + ", expected at most "
                    + bound + "; worst at " + worst);
        }
    }

    static final class Builder {
        private final String output;
        private final List<NDArray> expected = new ArrayList<>();
        private double largestDifference;
        private String worst = "";
        private double magnitude;

        Builder(String output) {
            this.output = output;
        }

        void add(NDArray array, Elements actual) {
            Elements wanted = Elements.of(array);
            for (int i = 0; i < wanted.count(); i++) {
                double difference = Math.abs(wanted.get(i) - actual.get(i));
                if (wanted.get(i) == actual.get(i)) {
                    // Two infinities have no difference.
                    difference = 0;
                }
                // Written so that NaN counts as a difference.
                if (!(difference <= largestDifference)) {
                    largestDifference = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
                    worst = output + "[" + i + "]: DJL " + wanted.get(i) + ", ONNX Runtime " + actual.get(i);
                }
            }
            magnitude = Math.max(magnitude, wanted.largestMagnitude());
            expected.add(array);
        }

        OutputAgreement build() {
            double deviation = Deviation.across(expected);
            boolean exact = !expected.getFirst().getDataType().isFloating();
            return new OutputAgreement(
                    output, largestDifference, worst, deviation, magnitude, exact, exact ? 0 : tolerance(deviation));
        }

        private double tolerance(double deviation) {
            double bound = deviation >= LEAST_DEVIATION ? TOLERANCE * Math.max(1, deviation) : 1e-3 * deviation;
            return Math.max(bound, ROUNDING * magnitude);
        }
    }
}
