package bottega.common.training;

import bottega.common.augmentation.Augmentation;
import bottega.common.image.CropPolicy;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * A {@link RunRequest} with every default filled in: what a run was really done with.
 *
 * @param hidden null where the network has no layers to choose
 * @param batchSize pictures a step; of {@code "all"}, the number of training pictures
 * @param partSize at most {@code batchSize}
 * @param loss with the weight of every class, where there are weights
 * @param clipNorm null for none
 * @param earlyStopping null for never
 * @param validationFraction null where nothing was drawn: the data set or {@code split} gives the part
 * @param testFraction likewise; 0 for no test part
 * @param split null for one of its own
 * @param inputSize null, like {@code cropPolicy}, where the examples are numbers
 * @param start null for random weights
 * @param dropout null for a network without
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunParameters(
        String dataset,
        String network,
        List<Integer> hidden,
        int epochs,
        int batchSize,
        int partSize,
        double learningRate,
        OptimiserSettings optimiser,
        ScheduleSettings schedule,
        LossSettings loss,
        Double clipNorm,
        EarlyStopping earlyStopping,
        long seed,
        Integer inputSize,
        Double validationFraction,
        Double testFraction,
        SplitSource split,
        CropPolicy cropPolicy,
        Augmentation augmentation,
        Start start,
        Double dropout) {
    public RunParameters {
        // of runs that were queued before there was any
        augmentation = Objects.requireNonNullElse(augmentation, Augmentation.NONE);
    }
}
