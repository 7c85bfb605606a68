package bottega.common.judgement;

/**
 * Pictures by whether they bear a label and whether the network said so.
 *
 * @param truePositives bear it, and were found
 * @param falsePositives do not bear it, but the network said so
 * @param falseNegatives bear it, and were missed
 * @param trueNegatives do not bear it, and the network did not say so
 */
public record LabelCounts(int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {}
