package bottega.common.judgement;

import java.util.List;

/**
 * @param pictures that were judged
 * @param accuracy share that was answered right
 * @param macroF1 mean F1 of the classes that have pictures: every class counts the same, however rare
 * @param mostFrequentShare accuracy of always answering the most frequent class
 * @param classes in the order of the outputs
 * @param mistakes the most confident first
 */
public record Judgement(
        int pictures,
        double accuracy,
        double macroF1,
        double mostFrequentShare,
        List<ClassScores> classes,
        ConfusionMatrix confusion,
        Calibration calibration,
        List<Mistake> mistakes) {
    public Judgement {
        classes = List.copyOf(classes);
        mistakes = List.copyOf(mistakes);
    }
}
