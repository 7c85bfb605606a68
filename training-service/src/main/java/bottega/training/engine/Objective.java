package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import bottega.common.training.LossSettings;
import java.util.List;
import java.util.Map;

/**
 * What is minimised, and what of the network's outputs is right. Examples are named by their indices; logits are {@code
 * [examples, classes]}; losses are scalars, the share of a whole that some examples have.
 */
sealed interface Objective permits SingleLabelObjective, MultiLabelObjective {

    /** @param settings with class weights by name, not "balanced" */
    static Objective of(LossSettings settings, Targets targets, List<String> labels) {
        Map<String, Double> byClass = settings.classWeights() == null
                ? Map.of()
                : settings.classWeights().byClass();
        double[] weights = labels.stream()
                .mapToDouble(label -> byClass.getOrDefault(label, 1.0))
                .toArray();
        return switch (targets) {
            case Targets.SingleLabel single -> new SingleLabelObjective(single, settings.labelSmoothing(), weights);
            case Targets.MultiLabel multi -> new MultiLabelObjective(multi, settings.labelSmoothing(), weights);
        };
    }

    /** What a batch's loss is divided by. */
    double total(int[] batch);

    /** @param total of the whole batch */
    NDArray loss(NDArray logits, int[] indices, double total);

    /** Without smoothing and class weights. */
    NDArray crossEntropy(NDArray logits, int[] indices, int examples);

    /** Answers that one example asks for. */
    int answers();

    /** Right answers. */
    long right(NDArray logits, int[] indices);

    NDArray probabilities(NDArray logits);
}
