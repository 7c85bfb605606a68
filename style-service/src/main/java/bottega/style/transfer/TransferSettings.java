package bottega.style.transfer;

import bottega.common.style.Start;
import bottega.style.gatys.GatysSettings;

/**
 * @param evaluations of losses and gradient in all, at least 1; the optimisation may stop earlier at a minimum
 * @param seed of the noise when {@code start} is that
 * @param history pairs that L-BFGS remembers, each two floats for every number of the picture
 */
public record TransferSettings(GatysSettings losses, Start start, int evaluations, long seed, int history) {
    public TransferSettings {
        if (evaluations < 1) {
            throw new IllegalArgumentException("evaluations: expected at least 1, received " + evaluations);
        }
    }
}
