package bottega.common.judgement;

import java.util.List;

/**
 * Whether the probabilities mean what they say: of the answers given with 80 %, 80 % should be right. Where a picture has
 * several labels, every label of every picture counts: of those given 80 %, and of those given 3 %, so many should be there.
 * Then "confidence" is the label's probability, and "right" is the label that is there.
 *
 * @param expectedError mean over the answers of |accuracy - confidence| of their bin (Guo et al. 2017, "On Calibration of
 *     Modern Neural Networks", equation 3)
 * @param bins of equal width from 0 to 1 that have answers
 */
public record Calibration(double expectedError, List<Bin> bins) {
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * @param from excluded, but for 0
     * @param to included
     * @param answers whose probability lies in the bin
     * @param confidence mean of those probabilities
     * @param accuracy share of those answers that were right
     */
    public record Bin(double from, double to, int answers, double confidence, double accuracy) {}
}
