package bottega.common.judgement;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One class.
 *
 * @param pictures of the class
 * @param precision share of the pictures answered so that were; missing when none was answered so
 * @param recall share of its pictures that were found; missing when there are none
 * @param f1 harmonic mean of the two; 0 when nothing was right, missing when there is no picture of the class and none
 *     was answered so
 * @param averagePrecision area under the precision-recall curve as steps: whether the pictures with the label have higher
 *     probabilities than those without, at any threshold; null where a picture has one label, missing too when there is
 *     no picture of the class
 * @param counts null where a picture has one label
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClassScores(
        String label,
        int pictures,
        Double precision,
        Double recall,
        Double f1,
        Double averagePrecision,
        LabelCounts counts) {

    /** Where a picture has one label. */
    public ClassScores(String label, int pictures, Double precision, Double recall, Double f1) {
        this(label, pictures, precision, recall, f1, null, null);
    }
}
