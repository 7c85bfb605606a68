package bottega.style.transfer;

import bottega.style.gatys.Losses;

/**
 * @param step how many evaluations were made, 1 to {@code of}
 * @param losses at the point just evaluated, which the line search may yet refuse
 */
public record Evaluation(int step, int of, Losses losses) {}
