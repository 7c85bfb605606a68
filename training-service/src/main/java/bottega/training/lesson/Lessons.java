package bottega.training.lesson;

import bottega.common.lesson.Lesson;
import java.util.List;

/** In the lecture's order. */
final class Lessons {
    static final List<Lesson> ALL = List.of(
            NeuronLesson.DESCRIPTION,
            DeltaRuleLesson.DESCRIPTION,
            DigitsLesson.DESCRIPTION,
            LargeDigitsLesson.DESCRIPTION,
            ConvolutionLesson.DESCRIPTION,
            FitLesson.DESCRIPTION);

    private Lessons() {}
}
