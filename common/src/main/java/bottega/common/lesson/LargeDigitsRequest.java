package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Digits of 28x28 learned by the network 784-16-16-10 with the training engine. What is null gets its default; ranges:
 * {@link #PARAMETERS}.
 *
 * @param dataset id; null for digits that the lesson draws
 * @param pictures of each digit that are drawn; null where there is a data set
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LargeDigitsRequest(
        String dataset,
        Integer pictures,
        Integer epochs,
        Integer batchSize,
        Double learningRate,
        Double momentum,
        Long seed) {
    private static final LessonParameter PICTURES =
            LessonParameter.whole("pictures", 300, 20, 1_000, "of each digit that the lesson draws, without dataset");
    private static final LessonParameter EPOCHS =
            LessonParameter.whole("epochs", 10, 1, 100, "times that all training pictures are gone through");
    private static final LessonParameter BATCH_SIZE =
            LessonParameter.whole("batchSize", 32, 1, 4_096, "pictures a step; 1 is SGD in the strict sense");
    private static final LessonParameter LEARNING_RATE =
            LessonParameter.number("learningRate", 0.2, 1e-6, 10, "of SGD; it falls to 0 along half a cosine");
    private static final LessonParameter MOMENTUM = LessonParameter.number("momentum", 0.9, 0, 0.99, "0 for none");

    public static final List<LessonParameter> PARAMETERS = List.of(
            LessonParameter.structure(
                    "dataset",
                    "string",
                    null,
                    "id of a data set, MNIST's files for example; without it the lesson draws digits of its own"),
            PICTURES,
            EPOCHS,
            BATCH_SIZE,
            LEARNING_RATE,
            MOMENTUM,
            LessonParameter.structure("seed", "integer", 1, "of the split, the first weights and the order"));

    public LargeDigitsRequest {
        if (dataset != null && pictures != null) {
            throw LessonParameter.refused("/pictures", "dataset or pictures", "both");
        }
        pictures = dataset == null ? (Integer) PICTURES.check(pictures) : null;
        epochs = EPOCHS.check(epochs);
        batchSize = BATCH_SIZE.check(batchSize);
        learningRate = LEARNING_RATE.check(learningRate);
        momentum = MOMENTUM.check(momentum);
        seed = seed == null ? 1 : seed;
    }

    public static LargeDigitsRequest defaults() {
        return new LargeDigitsRequest(null, null, null, null, null, null, null);
    }
}
