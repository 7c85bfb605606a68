package bottega.training.engine;

import bottega.common.training.RunParameters;
import java.util.stream.IntStream;

/** Splits as runs draw them where nothing is given. */
public final class Splits {
    private Splits() {}

    public static Split of(LabelledExamples examples, int classes, RunParameters parameters) {
        int[] all = IntStream.range(0, examples.size()).toArray();
        return Split.stratified(
                all,
                examples.targets(),
                classes,
                new Split.Fractions(parameters.validationFraction(), parameters.testFraction()),
                parameters.seed());
    }
}
