package bottega.common.judgement;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How well the kept weights do on examples that neither they nor any choice was made from.
 *
 * @param pictures that were judged
 * @param accuracyInterval by Wilson's score; null where an example has several labels, whose answers are not independent
 * @param macroF1Interval between the 2.5 % and 97.5 % quantiles of resampled test parts; null likewise, and where all was
 *     answered right: resampling knows no mistake that was not made
 * @param meanAveragePrecision null where an example has one label
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TestSummary(
        int pictures,
        double accuracy,
        Interval accuracyInterval,
        double macroF1,
        Interval macroF1Interval,
        Double meanAveragePrecision) {}
