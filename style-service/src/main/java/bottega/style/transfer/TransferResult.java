package bottega.style.transfer;

import bottega.common.image.RgbImage;
import bottega.style.gatys.Losses;

/**
 * @param picture the best that was found
 * @param start losses of the picture that the run began with
 * @param end losses of {@code picture}, before it was rounded to 8 bits
 * @param evaluations made in all, over all attempts
 * @param ending why the run ended
 * @param reason in words; null when the evaluations were used up
 */
public record TransferResult(
        RgbImage picture, Losses start, Losses end, int evaluations, Ending ending, String reason) {
    public enum Ending {
        /** The evaluations were used up. */
        FINISHED,
        /** A minimum, as far as float precision tells. */
        CONVERGED,
        /** The losses stopped being numbers; the picture is the last good one. */
        DIVERGED
    }
}
