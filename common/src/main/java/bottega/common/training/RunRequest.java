package bottega.common.training;

import bottega.common.image.CropPolicy;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What to train on what. Everything but data set and network may be left out; the answer shows what it became.
 *
 * @param dataset id of an uploaded data set
 * @param network name in the zoo: {@code linear}, {@code lenet}, {@code resnet8}
 * @param epochs passes over the training pictures, 1 to 10,000; default 10
 * @param batchSize pictures a step, 1 to 4,096; default 32
 * @param learningRate of Adam, above 0 and at most 1; default 0.001
 * @param seed what the split, the initial weights and the order of the pictures come from; default random
 * @param inputSize pixels of a side, 16 to 512; default the network's own
 * @param validationFraction of each class's pictures held out to measure, 0.05 to 0.5; default 0.2
 * @param cropPolicy how a picture becomes square; default {@code center-crop}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRequest(
        String dataset,
        String network,
        Integer epochs,
        Integer batchSize,
        Double learningRate,
        Long seed,
        Integer inputSize,
        Double validationFraction,
        CropPolicy cropPolicy) {}
