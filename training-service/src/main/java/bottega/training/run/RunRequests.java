package bottega.training.run;

import bottega.common.model.Task;
import bottega.common.problem.Problem;
import bottega.common.training.BatchSize;
import bottega.common.training.ClassWeights;
import bottega.common.training.EarlyStopping;
import bottega.common.training.LossSettings;
import bottega.common.training.OptimiserSettings;
import bottega.common.training.RunParameters;
import bottega.common.training.RunRequest;
import bottega.common.training.RunSplit;
import bottega.common.training.ScheduleSettings;
import bottega.common.training.SplitSource;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.DataSets;
import bottega.training.dataset.Example;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/** Fills a request's defaults in and refuses what cannot be trained. */
final class RunRequests {
    private static final int MAX_EPOCHS = 10_000;

    /** Of inputs alone; what the network makes of them is hundreds of times that. */
    private static final long MOST_BYTES_OF_A_PART = 256L << 20;

    private static final double MAX_LEARNING_RATE = 10;
    private static final double MAX_CLIP_NORM = 1e6;

    private RunRequests() {}

    /** @param split goes into the job's folder */
    record Resolved(RunParameters parameters, RunSplit split) {}

    static Resolved resolve(RunRequest request, DataSets dataSets, Starts starts, RunSplits splits) {
        if (request == null) {
            throw Problem.of(400, "missing-body", "Missing body", "A run needs at least a data set and a network")
                    .at("/")
                    .expected("{\"dataset\": \"...\", \"network\": \"lenet\"}")
                    .received("an empty body")
                    .exception();
        }
        DataSet dataSet = dataSet(request.dataset(), dataSets);
        RunInputs inputs = RunInputs.of(request, dataSet.description(), starts);
        // Positive and below 2^53, so that it survives every JSON reader.
        long seed = orElse(request.seed(), ThreadLocalRandom.current().nextLong(1L << 53));
        int epochs = within("/epochs", orElse(request.epochs(), 10), 1, MAX_EPOCHS);
        RunSplit split = splits.resolve(request, dataSet, seed);
        Map<String, Integer> pictures = trainingPictures(dataSet, split);
        int all = split.training().size();
        Task task = RunAnswers.task(dataSet);
        BatchSize asked = orElse(request.batchSize(), new BatchSize(32));
        int batchSize = asked.pictures() == null ? all : asked.pictures();
        ScheduleSettings schedule = orElse(request.schedule(), new ScheduleSettings.Constant(null));
        checkWarmUp(schedule, (long) epochs * Math.ceilDiv(all, batchSize));
        var parameters = new RunParameters(
                request.dataset(),
                inputs.network(),
                inputs.hidden(),
                epochs,
                batchSize,
                partSize(request.partSize(), asked, batchSize, inputs),
                learningRate(orElse(request.learningRate(), 1e-3)),
                orElse(request.optimiser(), OptimiserSettings.Adam.defaults()),
                schedule,
                loss(request.loss(), pictures, all, task),
                clipNorm(request.clipNorm()),
                earlyStopping(request.earlyStopping(), task),
                seed,
                inputs.inputSize(),
                split.run() == null ? split.validationFraction() : null,
                split.run() == null ? split.testFraction() : null,
                split.run() == null ? null : new SplitSource(split.run()),
                inputs.cropPolicy(),
                inputs.augmentation(),
                inputs.start(),
                inputs.dropout());
        return new Resolved(parameters, split);
    }

    private static <T> T orElse(T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    private static DataSet dataSet(String id, DataSets dataSets) {
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
        return dataSet;
    }

    private static Map<String, Integer> trainingPictures(DataSet dataSet, RunSplit split) {
        var pictures = new LinkedHashMap<String, Integer>();
        dataSet.classes().forEach(label -> pictures.put(label, 0));
        var training = new HashSet<String>(split.training());
        for (Example example : dataSet.examples()) {
            if (training.contains(example.name())) {
                example.labels()
                        .forEach(label -> pictures.merge(dataSet.classes().get(label), 1, Integer::sum));
            }
        }
        return pictures;
    }

    private static void checkWarmUp(ScheduleSettings schedule, long steps) {
        int warmUpSteps =
                switch (schedule) {
                    case ScheduleSettings.Constant constant -> constant.warmUpSteps();
                    case ScheduleSettings.Step stairs -> stairs.warmUpSteps();
                    case ScheduleSettings.Cosine cosine -> cosine.warmUpSteps();
                    case ScheduleSettings.OneCycle _ -> 0;
                };
        if (warmUpSteps >= steps) {
            throw bad("/schedule/warmUpSteps", "fewer than the run's " + steps + " steps", warmUpSteps);
        }
    }

    private static int partSize(Integer asked, BatchSize batch, int batchSize, RunInputs inputs) {
        int size = uncheckedPartSize(asked, batch, batchSize, inputs.atOnce());
        long most = MOST_BYTES_OF_A_PART / inputs.bytes();
        if (size > most) {
            throw bad(
                    asked == null ? "/batchSize" : "/partSize",
                    "at most " + most + " " + inputs.example() + " at a time; partSize divides a larger batch",
                    size);
        }
        return size;
    }

    /** Undivided, unless the batch is all examples: then as many as is safe. */
    private static int uncheckedPartSize(Integer asked, BatchSize batch, int batchSize, int safe) {
        if (asked != null) {
            return Math.min(within("/partSize", asked, 1, BatchSize.MOST), batchSize);
        }
        return batch.pictures() != null ? batchSize : Math.min(batchSize, safe);
    }

    private static LossSettings loss(LossSettings asked, Map<String, Integer> pictures, int all, Task task) {
        if (asked == null) {
            return new LossSettings(null, null);
        }
        return asked.classWeights() == null
                ? asked
                : new LossSettings(asked.labelSmoothing(), classWeights(asked.classWeights(), pictures, all, task));
    }

    private static ClassWeights classWeights(ClassWeights asked, Map<String, Integer> pictures, int all, Task task) {
        var weights = new LinkedHashMap<String, Double>();
        if (asked.byClass() == null) {
            pictures.forEach((label, count) -> weights.put(label, balanced(label, count, pictures.size(), all, task)));
            return new ClassWeights(weights);
        }
        for (String label : asked.byClass().keySet()) {
            if (!pictures.containsKey(label)) {
                throw bad(
                        "/loss/classWeights",
                        "classes of the data set: " + String.join(", ", pictures.keySet()),
                        label);
            }
        }
        pictures.keySet().forEach(label -> weights.put(label, asked.byClass().getOrDefault(label, 1.0)));
        return new ClassWeights(weights);
    }

    private static double balanced(String label, double count, int classes, double all, Task task) {
        return switch (task) {
            case SINGLE_LABEL -> all / (classes * count);
            case MULTI_LABEL -> {
                if (count == 0 || count == all) {
                    throw Problem.of(
                                    422,
                                    "cannot-balance",
                                    "Cannot balance",
                                    "A label that every training picture bears, or none, has no balance of yes and no")
                            .at("/loss/classWeights")
                            .expected("training pictures with the label and without it")
                            .received(text(count) + " of " + text(all) + " with '" + label + "'")
                            .remedy("give the weights by label, or upload the data set again without this label")
                            .exception();
                }
                yield (all - count) / count;
            }
        };
    }

    private static String text(double count) {
        return Long.toString(Math.round(count));
    }

    private static EarlyStopping earlyStopping(EarlyStopping asked, Task task) {
        if (asked != null
                && asked.metric() == EarlyStopping.Metric.MEAN_AVERAGE_PRECISION
                && task != Task.MULTI_LABEL) {
            throw bad(
                    "/earlyStopping/metric",
                    "loss or accuracy: the pictures of this data set have one label each",
                    "mean-average-precision");
        }
        return asked;
    }

    private static Double clipNorm(Double value) {
        if (value != null && !(value > 0 && value <= MAX_CLIP_NORM)) {
            throw bad("/clipNorm", "a number above 0 and at most " + MAX_CLIP_NORM + " (1 is usual)", value);
        }
        return value;
    }

    static int within(String pointer, int value, int least, int most) {
        if (value < least || value > most) {
            throw bad(pointer, "a whole number from " + least + " to " + most, value);
        }
        return value;
    }

    private static double learningRate(double value) {
        // Written so that NaN is refused.
        if (!(value > 0 && value <= MAX_LEARNING_RATE)) {
            throw bad(
                    "/learningRate",
                    "a number above 0 and at most " + MAX_LEARNING_RATE + " (0.001 is a good start with Adam)",
                    value);
        }
        return value;
    }

    static RuntimeException bad(String pointer, String expected, Object received) {
        return Problem.of(400, "invalid-parameter", "Invalid parameter", "The run cannot be started with this value")
                .at(pointer)
                .expected(expected)
                .received(received)
                .remedy("send the request again with a value as expected")
                .exception();
    }
}
