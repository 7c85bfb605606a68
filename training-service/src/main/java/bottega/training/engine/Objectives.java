package bottega.training.engine;

import bottega.common.training.LossSettings;
import bottega.training.loss.CrossEntropy;
import java.util.List;
import java.util.Map;

/** From what was asked for to what is minimised. */
final class Objectives {
    private Objectives() {}

    /** @param settings with class weights by name, not "balanced" */
    static CrossEntropy of(LossSettings settings, List<String> labels) {
        Map<String, Double> byClass = settings.classWeights() == null
                ? Map.of()
                : settings.classWeights().byClass();
        double[] weights = labels.stream()
                .mapToDouble(label -> byClass.getOrDefault(label, 1.0))
                .toArray();
        return new CrossEntropy(settings.labelSmoothing(), weights);
    }
}
