package bottega.training.run;

import bottega.common.judgement.Judgement;
import bottega.common.model.Task;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.Example;
import bottega.training.engine.Targets;
import bottega.training.judgement.Answers;
import bottega.training.judgement.MultiLabelAnswers;
import java.util.Arrays;
import java.util.List;

/** What is right for a data set's examples, and how right answers are. */
final class RunAnswers {
    private RunAnswers() {}

    static Task task(DataSet dataSet) {
        return switch (dataSet.description().kind()) {
            case PICTURES, NUMBERS -> Task.SINGLE_LABEL;
            case MULTI_LABEL_PICTURES -> Task.MULTI_LABEL;
        };
    }

    static Targets targets(DataSet dataSet) {
        List<Example> examples = dataSet.examples();
        return switch (task(dataSet)) {
            case SINGLE_LABEL ->
                new Targets.SingleLabel(
                        examples.stream().mapToInt(Example::label).toArray());
            case MULTI_LABEL ->
                new Targets.MultiLabel(examples.stream()
                        .map(example -> example.labels().stream()
                                .mapToInt(Integer::intValue)
                                .toArray())
                        .toArray(int[][]::new));
        };
    }

    /**
     * @param indices of the examples that were asked about
     * @param probabilities {@code [indices][classes]}
     */
    static Judgement judge(DataSet dataSet, int[] indices, float[][] probabilities) {
        List<Example> examples = dataSet.examples();
        List<String> names =
                Arrays.stream(indices).mapToObj(i -> examples.get(i).name()).toList();
        return switch (targets(dataSet)) {
            case Targets.SingleLabel single ->
                new Answers(dataSet.classes(), names, single.of(indices), probabilities).judge();
            case Targets.MultiLabel multi ->
                new MultiLabelAnswers(dataSet.classes(), names, multi.of(indices), probabilities).judge();
        };
    }
}
