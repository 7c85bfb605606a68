package bottega.common.judgement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Of one label a picture, or of several: then each label of each picture is an answer of its own, yes from a probability of
 * 0.5 on.
 *
 * @param pictures that were judged
 * @param accuracy share of the answers that are right (of several labels, 1 - Hamming loss)
 * @param macroF1 mean F1 of the classes that have pictures: every class counts the same, however rare
 * @param mostFrequentShare accuracy of always answering the most frequent class; of several labels, for each of them yes or
 *     no, whatever is more frequent
 * @param classes in the order of the outputs
 * @param confusion null where a picture has several labels: no label is taken for another; {@link ClassScores#counts} has
 *     what there is instead
 * @param mistakes the most confident first
 * @param microF1 F1 of the yes answers of all labels together; null where a picture has one label, or where there is no yes
 *     and should be none
 * @param meanAveragePrecision mean of {@link ClassScores#averagePrecision} over the labels that have pictures; null where a
 *     picture has one label, or no picture has any
 * @param exactMatches share of the pictures of which every label is right (subset accuracy); null where a picture has one
 *     label
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Judgement(
        int pictures,
        double accuracy,
        double macroF1,
        double mostFrequentShare,
        List<ClassScores> classes,
        ConfusionMatrix confusion,
        Calibration calibration,
        List<Mistake> mistakes,
        Double microF1,
        Double meanAveragePrecision,
        Double exactMatches) {
    public Judgement {
        classes = List.copyOf(classes);
        mistakes = List.copyOf(mistakes);
    }

    /** Of one label a picture. */
    public Judgement(
            int pictures,
            double accuracy,
            double macroF1,
            double mostFrequentShare,
            List<ClassScores> classes,
            ConfusionMatrix confusion,
            Calibration calibration,
            List<Mistake> mistakes) {
        this(
                pictures,
                accuracy,
                macroF1,
                mostFrequentShare,
                classes,
                confusion,
                calibration,
                mistakes,
                null,
                null,
                null);
    }
}
