package bottega.style.transfer;

import bottega.common.image.RgbImage;
import bottega.style.gatys.Losses;

/** The state after an accepted step. What it gives is made when it is asked for, and only until the next step. */
public interface Snapshot {
    /** Evaluations made so far. */
    int step();

    Losses losses();

    RgbImage picture();

    /** @param mostBytes of history; without all of it the run goes on well, but not to the same bits */
    Checkpoint checkpoint(long mostBytes);
}
