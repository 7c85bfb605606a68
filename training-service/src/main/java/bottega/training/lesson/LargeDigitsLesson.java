package bottega.training.lesson;

import bottega.common.lesson.LargeDigitsRequest;
import bottega.common.lesson.LargeDigitsRun;
import bottega.common.lesson.Lesson;
import bottega.common.training.BatchSize;
import bottega.common.training.OptimiserSettings;
import bottega.common.training.RunRequest;
import bottega.common.training.RunStatus;
import bottega.common.training.ScheduleSettings;
import bottega.networks.zoo.NetworkType;
import bottega.training.dataset.DataSets;
import bottega.training.lesson.digits.DrawnDigits;
import bottega.training.run.Runs;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A preset of a training run, on the queue like any other. */
@Singleton
class LargeDigitsLesson {
    static final String ID = "digits-28x28";
    private static final NetworkType NETWORK = NetworkType.MLP_28;
    /** Of the drawn pictures, so that runs of any seed share one data set. */
    private static final long DRAWING_SEED = 1;

    static final Lesson DESCRIPTION = new Lesson(
            ID,
            "Digits of 28x28, and what the first layer looks at",
            "The network 784-16-16-10 (sigmoid, 13,002 weights and biases) learns digits from their pixels, with the training"
                    + " engine that trains your own pictures.",
            "Send {} for digits that the lesson draws, or {\"dataset\": \"<id>\"} for MNIST's files, uploaded as a data set. The"
                    + " answer is a run: follow `links.events` while it learns and `links.curves` for the picture of it. When it has"
                    + " ended, `links.filters` shows each of the 16 neurons' weights as a picture, green where ink speaks for it and"
                    + " red where ink speaks against it. The slides hope for edges here and for loops in the layer after: you will find"
                    + " some strokes with their surroundings, and blots that only make sense together.",
            LargeDigitsRequest.PARAMETERS);

    private final DataSets dataSets;
    private final Runs runs;
    /** Id of the data set by pictures of each digit. */
    private final Map<Integer, String> drawn = new ConcurrentHashMap<>();

    LargeDigitsLesson(DataSets dataSets, Runs runs) {
        this.dataSets = dataSets;
        this.runs = runs;
    }

    LargeDigitsRun start(LargeDigitsRequest request) {
        String dataSet = request.dataset() == null ? drawn(request.pictures()) : request.dataset();
        int classes =
                dataSets.find(dataSet).map(found -> found.classes().size()).orElse(10);
        RunStatus run = runs.start(preset(request, dataSet));
        return new LargeDigitsRun(request, parameters(classes), run, lookAt(run), notes(request, classes));
    }

    /** Of 784-16-16 and so many classes: each neuron has a weight for each input, and a bias. */
    static int parameters(int classes) {
        return 16 * (784 + 1) + 16 * (16 + 1) + classes * (16 + 1);
    }

    private static RunRequest preset(LargeDigitsRequest request, String dataSet) {
        return new RunRequest(
                dataSet,
                NETWORK.publicName(),
                null,
                request.epochs(),
                new BatchSize(request.batchSize()),
                null,
                request.learningRate(),
                new OptimiserSettings.Sgd(request.momentum(), false, null),
                new ScheduleSettings.Cosine(null, null),
                null,
                null,
                null,
                request.seed(),
                DrawnDigits.SIDE,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Stored once, as the same name and content are one data set. Drawn by one thread at a time. */
    private synchronized String drawn(int ofEach) {
        String known = drawn.get(ofEach);
        if (known != null && dataSets.find(known).isPresent()) {
            return known;
        }
        String made = dataSets.createFrom(
                        "Digits drawn by the lesson, " + ofEach + " of each", DrawnDigits.archive(DRAWING_SEED, ofEach))
                .id();
        drawn.put(ofEach, made);
        return made;
    }

    private static List<String> lookAt(RunStatus run) {
        return List.of(
                "While it learns: " + run.links().get("events") + " (server-sent events), "
                        + run.links().get("curves") + " from the first epoch on.",
                "At the end: " + run.links().get("filters")
                        + " is the first layer, a picture for each of its 16 neurons. Pixels"
                        + " at the rim that never have ink keep the random weights they began with.",
                run.links().get("gradients")
                        + ": with sigmoids the gradient of the first layer is the smallest for most of the"
                        + " way, as in the lesson of 5x5 digits.",
                run.links().get("confusionMatrix") + " and " + run.links().get("mistakes")
                        + ": which digits it takes for which, and whether you would have known better.");
    }

    private static List<String> notes(LargeDigitsRequest request, int classes) {
        return List.of(
                request.dataset() == null
                        ? "These digits are drawn by the lesson from lines, each turned, slanted and moved a little. They are"
                                + " easier than MNIST's: a figure reached with them says nothing about handwriting."
                        : "The data set has " + classes + " classes, so the last layer has " + classes + " neurons.",
                "The slides do not say what the network learns with; here it is softmax and cross-entropy, SGD with momentum"
                        + " and a learning rate that falls to 0.",
                "On the engine's one lane it waits for runs that were queued before it.");
    }
}
