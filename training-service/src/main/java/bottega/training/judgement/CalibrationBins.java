package bottega.training.judgement;

import bottega.common.judgement.Calibration;
import java.util.ArrayList;

/** Probabilities counted by size, with how often what they stood for came true. */
final class CalibrationBins {
    private static final int BINS = 15;

    private final int[] answers = new int[BINS];
    private final int[] right = new int[BINS];
    private final double[] confidence = new double[BINS];

    void add(double probability, boolean isRight) {
        int bin = Math.max(0, (int) Math.ceil(probability * BINS) - 1);
        answers[bin]++;
        confidence[bin] += probability;
        if (isRight) {
            right[bin]++;
        }
    }

    Calibration calibration() {
        var bins = new ArrayList<Calibration.Bin>();
        double error = 0;
        long all = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (answers[bin] > 0) {
                double mean = confidence[bin] / answers[bin];
                double accuracy = (double) right[bin] / answers[bin];
                bins.add(new Calibration.Bin((double) bin / BINS, (bin + 1.0) / BINS, answers[bin], mean, accuracy));
                error += Math.abs(accuracy - mean) * answers[bin];
                all += answers[bin];
            }
        }
        return new Calibration(error / all, bins);
    }
}
