package bottega.training.run;

import bottega.common.image.CropPolicy;
import bottega.common.problem.Problem;
import bottega.common.training.RunParameters;
import bottega.common.training.RunRequest;
import bottega.networks.zoo.NetworkType;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.DataSets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Fills a request's defaults in and refuses what cannot be trained. */
final class RunRequests {
    private static final int MAX_EPOCHS = 10_000;
    private static final int MAX_BATCH_SIZE = 4_096;
    private static final int MAX_INPUT_SIZE = 512;
    private static final double MIN_VALIDATION = 0.05;
    private static final double MAX_VALIDATION = 0.5;

    private RunRequests() {}

    static RunParameters resolve(RunRequest request, DataSets dataSets) {
        if (request == null) {
            throw Problem.of(400, "missing-body", "Missing body", "A run needs at least a data set and a network")
                    .at("/")
                    .expected("{\"dataset\": \"...\", \"network\": \"lenet\"}")
                    .received("an empty body")
                    .exception();
        }
        checkDataSet(request.dataset(), dataSets);
        NetworkType network = network(request.network());
        return new RunParameters(
                request.dataset(),
                network.publicName(),
                within("/epochs", orElse(request.epochs(), 10), 1, MAX_EPOCHS),
                within("/batchSize", orElse(request.batchSize(), 32), 1, MAX_BATCH_SIZE),
                learningRate(orElse(request.learningRate(), 1e-3)),
                // Positive and below 2^53, so that it survives every JSON reader.
                orElse(request.seed(), ThreadLocalRandom.current().nextLong(1L << 53)),
                within(
                        "/inputSize",
                        orElse(request.inputSize(), network.inputSize()),
                        network.leastInputSize(),
                        MAX_INPUT_SIZE),
                validationFraction(orElse(request.validationFraction(), 0.2)),
                orElse(request.cropPolicy(), CropPolicy.CENTER_CROP));
    }

    private static <T> T orElse(T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    private static void checkDataSet(String id, DataSets dataSets) {
        if (id == null) {
            throw bad("/dataset", "the id of a data set", "nothing");
        }
        DataSet dataSet = dataSets.find(id)
                .orElseThrow(() -> Problem.of(
                                404, "unknown-dataset", "Unknown data set", "There is no data set with this id")
                        .at("/dataset")
                        .expected("an id that GET /datasets lists")
                        .received(id)
                        .remedy("upload it first: POST /datasets?name=...")
                        .exception());
        for (String label : dataSet.classes()) {
            if (dataSet.files(label).size() < 2) {
                throw Problem.of(
                                422,
                                "too-few-pictures",
                                "Too few pictures",
                                "A class needs a picture to learn from and another to measure on")
                        .at("/dataset")
                        .expected("at least 2 pictures in every class")
                        .received(dataSet.files(label).size() + " in '" + label + "'")
                        .remedy("upload the data set again with more pictures of that class, or without it")
                        .exception();
            }
        }
    }

    private static NetworkType network(String name) {
        String known =
                Arrays.stream(NetworkType.values()).map(NetworkType::publicName).collect(Collectors.joining(", "));
        if (name == null) {
            throw bad("/network", "one of " + known, "nothing");
        }
        return NetworkType.named(name).orElseThrow(() -> bad("/network", "one of " + known, name));
    }

    private static int within(String pointer, int value, int least, int most) {
        if (value < least || value > most) {
            throw bad(pointer, "a whole number from " + least + " to " + most, value);
        }
        return value;
    }

    private static double learningRate(double value) {
        // Written so that NaN is refused.
        if (!(value > 0 && value <= 1)) {
            throw bad("/learningRate", "a number above 0 and at most 1 (0.001 is a good start)", value);
        }
        return value;
    }

    private static double validationFraction(double value) {
        if (!(value >= MIN_VALIDATION && value <= MAX_VALIDATION)) {
            throw bad("/validationFraction", "a number from " + MIN_VALIDATION + " to " + MAX_VALIDATION, value);
        }
        return value;
    }

    private static RuntimeException bad(String pointer, String expected, Object received) {
        return Problem.of(400, "invalid-parameter", "Invalid parameter", "The run cannot be started with this value")
                .at(pointer)
                .expected(expected)
                .received(received)
                .remedy("send the request again with a value as expected")
                .exception();
    }
}
