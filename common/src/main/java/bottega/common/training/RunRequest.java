package bottega.common.training;

import bottega.common.augmentation.AugmentationRequest;
import bottega.common.image.CropPolicy;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What to train on what. Everything but data set and network may be left out; the answer shows what it became.
 *
 * @param dataset id of an uploaded data set
 * @param network name in the zoo: {@code linear}, {@code lenet}, {@code resnet8}; on numbers {@code linear}, {@code
 *     perceptron} or {@code mlp}
 * @param hidden neurons of each hidden layer of an {@code mlp}, from the input on; default {@code [16]}
 * @param epochs passes over the training pictures, 1 to 10,000; default 10
 * @param batchSize pictures a step, 1 to 4,096, or {@code "all"}; default 32
 * @param partSize pictures that go through the network at a time, 1 to 4,096: a larger batch is divided and the gradients of
 *     its parts are added up, which equals the undivided batch but for batch normalisation, which sees its part only,
 *     and for dropout's draws. Default the batch itself; of {@code "all"}, as many as 32 pictures of 224x224 have pixels
 * @param learningRate above 0 and at most 10; default 0.001
 * @param optimiser default {@code {"kind": "adam"}}
 * @param schedule default {@code {"kind": "constant"}}
 * @param loss default plain cross-entropy: softmax, or where pictures have several labels binary
 * @param clipNorm largest norm of the whole gradient, above 0; a longer one is shortened to it (Pascanu et al. 2013); default
 *     none
 * @param earlyStopping default never
 * @param seed what the split, the initial weights and the order of the pictures come from; default random
 * @param inputSize pixels of a side, 16 to 512; default the network's own; only on pictures, like {@code
 *     cropPolicy}, {@code augmentation} and {@code start}
 * @param validationFraction of each class's pictures held out to choose the epoch by, 0.05 to 0.5; default 0.2. Not where the
 *     data set gives its validation part, or where {@code split} does
 * @param testFraction of each class's pictures held out to judge the network on when all choices are made, 0 to 0.5; default
 *     0: none, and then the figures are those of the pictures that the epoch was chosen by. Not where the data set gives
 *     its test part, or where {@code split} does
 * @param split {@code {"run": "<id>"}}: the same examples as that run in each part. Default a split of its own, but that
 *     run's where {@code start} takes the weights of a run on the same data
 * @param cropPolicy how a picture becomes square; default {@code center-crop}
 * @param augmentation what is done to the training pictures, each epoch another way; default nothing
 * @param start weights to begin with; default random ones
 * @param dropout share of the activations that is dropped before fully connected layers, 0 or more and below 1 (Srivastava
 *     et al. 2014), in networks that have dropout; default the rate they were published with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRequest(
        String dataset,
        String network,
        List<Integer> hidden,
        Integer epochs,
        BatchSize batchSize,
        Integer partSize,
        Double learningRate,
        OptimiserSettings optimiser,
        ScheduleSettings schedule,
        LossSettings loss,
        Double clipNorm,
        EarlyStopping earlyStopping,
        Long seed,
        Integer inputSize,
        Double validationFraction,
        Double testFraction,
        SplitSource split,
        CropPolicy cropPolicy,
        AugmentationRequest augmentation,
        StartRequest start,
        Double dropout) {

    /** Defaults but for these. */
    public static RunRequest of(String dataset, String network, Integer epochs, Long seed) {
        return new RunRequest(
                dataset, network, null, epochs, null, null, null, null, null, null, null, null, seed, null, null, null,
                null, null, null, null, null);
    }

    /** The same with what plays no part in a search for its learning rate at the default, where it cannot be wrong. */
    public RunRequest forSearch(double most) {
        return new RunRequest(
                dataset,
                network,
                hidden,
                1,
                batchSize,
                partSize,
                most,
                optimiser,
                null,
                loss,
                clipNorm,
                null,
                seed,
                inputSize,
                validationFraction,
                testFraction,
                split,
                cropPolicy,
                augmentation,
                start == null ? null : start.forSearch(),
                dropout);
    }
}
