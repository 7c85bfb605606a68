package bottega.training.run;

import bottega.common.augmentation.Augmentation;
import bottega.common.dataset.DataSetDescription;
import bottega.common.image.CropPolicy;
import bottega.common.problem.Problem;
import bottega.common.training.BatchSize;
import bottega.common.training.RunRequest;
import bottega.common.training.Start;
import bottega.networks.zoo.NetworkType;
import bottega.networks.zoo.NumberNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What of a run's parameters depends on what its examples are.
 *
 * @param hidden null but for a network that has a choice of layers
 * @param inputSize null for numbers, like cropPolicy
 * @param start null for random weights
 * @param dropout null for a network without
 * @param bytes of an example in a batch
 * @param atOnce examples that are safe to go through the network together
 * @param example what one is, in words
 */
record RunInputs(
        String network,
        List<Integer> hidden,
        Integer inputSize,
        CropPolicy cropPolicy,
        Augmentation augmentation,
        Start start,
        Double dropout,
        long bytes,
        int atOnce,
        String example) {
    private static final int MAX_INPUT_SIZE = 512;
    /** 32 pictures of 224x224: some 3 GB of activations in ResNet-50. */
    private static final long PIXELS_OF_A_PART = 32L * 224 * 224;

    private static final List<Integer> HIDDEN = List.of(16);
    private static final int MOST_LAYERS = 10;
    private static final int MOST_NEURONS = 4_096;

    static RunInputs of(RunRequest request, DataSetDescription dataSet, Starts starts) {
        return switch (dataSet.kind()) {
            case PICTURES, MULTI_LABEL_PICTURES -> pictures(request, starts);
            case NUMBERS -> numbers(request, dataSet.columns().size());
        };
    }

    private static RunInputs pictures(RunRequest request, Starts starts) {
        String known =
                Arrays.stream(NetworkType.values()).map(NetworkType::publicName).collect(Collectors.joining(", "));
        NetworkType network = NetworkType.named(named(request, known))
                .orElseThrow(() -> NumberNetwork.named(request.network()).isPresent()
                        ? misfit(
                                "/network",
                                "a network that takes pictures: " + known,
                                request.network() + " takes numbers")
                        : RunRequests.bad("/network", "one of " + known, request.network()));
        refuse("/hidden", request.hidden(), "nothing: the layers of " + network.publicName() + " are as published");
        int inputSize = RunRequests.within(
                "/inputSize",
                Objects.requireNonNullElse(request.inputSize(), network.inputSize()),
                network.leastInputSize(),
                MAX_INPUT_SIZE);
        return new RunInputs(
                network.publicName(),
                null,
                inputSize,
                Objects.requireNonNullElse(request.cropPolicy(), CropPolicy.CENTER_CROP),
                request.augmentation() == null
                        ? Augmentation.NONE
                        : request.augmentation().resolve(),
                starts.resolve(request.start(), network),
                dropout(request.dropout(), network),
                3L * inputSize * inputSize,
                Math.clamp(PIXELS_OF_A_PART / ((long) inputSize * inputSize), 1, BatchSize.MOST),
                "pictures of " + inputSize + "x" + inputSize);
    }

    private static Double dropout(Double asked, NetworkType network) {
        if (network.dropout().isEmpty()) {
            if (asked != null) {
                throw RunRequests.bad(
                        "/dropout",
                        "nothing: " + network.publicName() + " has no dropout; those that have are "
                                + Arrays.stream(NetworkType.values())
                                        .filter(each -> each.dropout().isPresent())
                                        .map(NetworkType::publicName)
                                        .collect(Collectors.joining(", ")),
                        asked);
            }
            return null;
        }
        if (asked == null) {
            return Double.valueOf(network.dropout().get().toString());
        }
        // Written so that NaN is refused.
        if (!(asked >= 0 && asked < 1)) {
            throw RunRequests.bad("/dropout", "a number from 0 to below 1 (0.5 is usual)", asked);
        }
        return asked;
    }

    private static RunInputs numbers(RunRequest request, int columns) {
        String known = Arrays.stream(NumberNetwork.values())
                .map(NumberNetwork::publicName)
                .collect(Collectors.joining(", "));
        NumberNetwork network = NumberNetwork.named(named(request, known))
                .orElseThrow(() -> NetworkType.named(request.network()).isPresent()
                        ? misfit(
                                "/network",
                                "a network that takes numbers: " + known,
                                request.network() + " takes pictures")
                        : RunRequests.bad("/network", "one of " + known, request.network()));
        String nothing = "nothing: the data set's examples are rows of numbers, not pictures";
        refuse("/inputSize", request.inputSize(), nothing);
        refuse("/cropPolicy", request.cropPolicy(), nothing);
        refuse("/dropout", request.dropout(), "nothing: " + network.publicName() + " has no dropout");
        refuse("/start", request.start(), "nothing: there are no weights to start with for rows of numbers");
        if (request.augmentation() != null && !request.augmentation().resolve().equals(Augmentation.NONE)) {
            throw misfit("/augmentation", nothing, "an augmentation of pictures");
        }
        if (network != NumberNetwork.MLP) {
            refuse("/hidden", request.hidden(), "nothing: " + network.publicName() + " has no hidden layers; mlp has");
        }
        return new RunInputs(
                network.publicName(),
                network == NumberNetwork.MLP ? hidden(Objects.requireNonNullElse(request.hidden(), HIDDEN)) : null,
                null,
                null,
                Augmentation.NONE,
                null,
                null,
                (long) columns * Float.BYTES,
                BatchSize.MOST,
                "rows of " + columns + " numbers");
    }

    private static List<Integer> hidden(List<Integer> layers) {
        if (layers.isEmpty() || layers.size() > MOST_LAYERS) {
            throw RunRequests.bad("/hidden", "1 to " + MOST_LAYERS + " layers, [20, 20] for example", layers);
        }
        for (int i = 0; i < layers.size(); i++) {
            Integer neurons = layers.get(i);
            if (neurons == null || neurons < 1 || neurons > MOST_NEURONS) {
                throw RunRequests.bad("/hidden/" + i, "1 to " + MOST_NEURONS + " neurons", neurons);
            }
        }
        return List.copyOf(layers);
    }

    private static String named(RunRequest request, String known) {
        if (request.network() == null) {
            throw RunRequests.bad("/network", "one of " + known, "nothing");
        }
        return request.network();
    }

    private static void refuse(String pointer, Object value, String expected) {
        if (value != null) {
            throw misfit(pointer, expected, value);
        }
    }

    private static RuntimeException misfit(String pointer, String expected, Object received) {
        return Problem.of(
                        400,
                        "does-not-fit-data",
                        "Does not fit the data",
                        "The run cannot be started with this value on this data set")
                .at(pointer)
                .expected(expected)
                .received(received)
                .remedy("leave it out or change it; GET /datasets/{id} says of which kind the data set is")
                .exception();
    }
}
