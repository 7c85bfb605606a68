package bottega.training.lesson;

import bottega.common.judgement.Verdict;
import bottega.common.judgement.Verdict.Kind;
import bottega.common.lesson.FitRequest;
import bottega.common.lesson.FitResult;
import bottega.common.lesson.FitResult.Fit;
import bottega.common.lesson.FitResult.Place;
import bottega.common.lesson.FitTask;
import bottega.common.lesson.Lesson;
import bottega.common.problem.Problem;
import bottega.training.lesson.FitTraining.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The lecture's table of underfitting, just right and overfitting, computed. */
final class FitLesson {
    static final String ID = "fit";
    private static final int CURVE_PLACES = 101;
    private static final int MOST_WEIGHTS_SHOWN = 200;
    /** Products forward and back; some ten seconds. */
    private static final long MOST_WORK = 12_000_000_000L;

    static final Lesson DESCRIPTION = new Lesson(
            ID,
            "Underfitting, just right, overfitting",
            "A noisy curve (regression) or a cloud in a ring (classification), fitted by networks that are too small, right and too"
                    + " large; and what dropout, L2 and more data do to the too large one.",
            "Send {} and {\"task\": \"cloud\"}, with Accept: image/png for the picture: the too small network misses the shape, the"
                    + " too large one goes through the noise. Look at both losses: too small, both stay high; too large, that in"
                    + " training goes on falling while that on other points turns and rises. Then {\"show\": \"remedies\"}: the"
                    + " same large network with dropout, with L2, with ten times the points. Or your own: {\"hidden\": [20, 20]},"
                    + " {\"hidden\": []} for a straight line. POST to runs/events to see the losses come while it learns.",
            FitRequest.PARAMETERS);

    private FitLesson() {}

    /** The answer, and the networks that the picture is drawn from. */
    record Fitted(FitResult result, List<FitTraining> trainings) {}

    static FitResult run(FitRequest request) {
        return fit(request, Live.NONE).result();
    }

    static Fitted fit(FitRequest request, Live live) {
        List<FitSetting> settings = FitSetting.of(request);
        List<FitTraining> trainings = trainings(request, settings);
        checkWork(trainings);
        var fits = new ArrayList<Fit>();
        long all = (long) settings.size() * request.steps();
        for (int i = 0; i < settings.size(); i++) {
            FitSetting setting = settings.get(i);
            long done = (long) i * request.steps();
            trainings
                    .get(i)
                    .run(measured -> live.progress(done + measured.step(), all, details(setting, measured, request)));
            fits.add(fit(request, setting, trainings.get(i)));
        }
        FitData data = trainings.getFirst().training;
        var result = new FitResult(
                request,
                fits,
                request.task() == FitTask.CURVE ? data.variance() : Math.log(2),
                request.task() == FitTask.CURVE ? request.noise() * request.noise() : null,
                lookAt(request, fits),
                notes(request));
        return new Fitted(result, trainings);
    }

    private static List<FitTraining> trainings(FitRequest request, List<FitSetting> settings) {
        return settings.stream()
                .map(setting -> new FitTraining(request, setting))
                .toList();
    }

    /** @throws bottega.common.problem.ProblemException where it would take too long */
    static void check(FitRequest request) {
        checkWork(trainings(request, FitSetting.of(request)));
    }

    private static void checkWork(List<FitTraining> trainings) {
        long work = trainings.stream().mapToLong(FitTraining::products).sum();
        if (work > MOST_WORK) {
            throw Problem.of(400, "lesson-too-large", "Lesson too large", "The fit would take too long.")
                    .at("/steps")
                    .expected("at most " + MOST_WORK + " products of weights and numbers, forward and back")
                    .received(work)
                    .remedy("Send fewer steps, fewer points or a smaller network.")
                    .exception();
        }
    }

    private static Map<String, Object> details(FitSetting setting, Measured measured, FitRequest request) {
        var details = new TreeMap<String, Object>();
        details.put("fit", setting.name());
        details.put("fitStep", measured.step());
        details.put("trainingLoss", measured.trainingLoss());
        details.put("validationLoss", measured.loss());
        if (request.task() == FitTask.CLOUD) {
            details.put("trainingAccuracy", measured.trainingAccuracy());
            details.put("validationAccuracy", measured.accuracy());
        }
        return details;
    }

    private static Fit fit(FitRequest request, FitSetting setting, FitTraining training) {
        Measured last = training.history.getLast();
        boolean cloud = request.task() == FitTask.CLOUD;
        return new Fit(
                setting.name(),
                setting.hidden(),
                training.network.size(),
                setting.points(),
                setting.dropout(),
                setting.weightDecay(),
                last.trainingLoss(),
                last.loss(),
                cloud ? last.trainingAccuracy() : null,
                cloud ? last.accuracy() : null,
                FitVerdicts.of(training, request.task(), setting),
                training.history.stream().map(Measured::losses).toList(),
                cloud ? null : curve(training.network),
                training.network.size() > MOST_WEIGHTS_SHOWN ? null : layers(training.network));
    }

    private static List<Place> curve(LayeredNetwork network) {
        return IntStream.range(0, CURVE_PLACES)
                .mapToDouble(place -> -1 + 2.0 * place / (CURVE_PLACES - 1))
                .mapToObj(x -> new Place(x, network.outputs(new double[] {x})[0]))
                .toList();
    }

    private static List<List<List<Double>>> layers(LayeredNetwork network) {
        return Arrays.stream(network.weights())
                .map(layer -> Arrays.stream(layer)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList())
                .toList();
    }

    private static List<String> lookAt(FitRequest request, List<Fit> fits) {
        var sentences = new ArrayList<String>();
        for (Fit fit : fits) {
            Verdict first = ofTheFit(fit.verdicts());
            sentences.add(fit.name() + " (" + fit.parameters() + " weights and biases, " + fit.points() + " points"
                    + (fit.dropout() > 0 ? ", dropout " + Shown.number(fit.dropout()) : "")
                    + (fit.weightDecay() > 0 ? ", weight decay " + Shown.number(fit.weightDecay()) : "") + "): "
                    + first.kind().publicName() + ". " + first.text());
        }
        if (request.task() == FitTask.CURVE) {
            sentences.add("The points' noise has a variance of " + Shown.number(request.noise() * request.noise())
                    + ": on new points no network can have a smaller error than that, and one that has far less in training"
                    + " has learned the noise.");
        }
        return sentences;
    }

    /** Under- or overfitting or a good fit before anything else that was found. */
    static Verdict ofTheFit(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.kind() == Kind.UNDERFITTING
                        || verdict.kind() == Kind.OVERFITTING
                        || verdict.kind() == Kind.GOOD_FIT)
                .findFirst()
                .orElse(verdicts.getFirst());
    }

    private static List<String> notes(FitRequest request) {
        return List.of(
                "The slides' illustrations are lost; the data are ours: "
                        + (request.task() == FitTask.CURVE
                                ? "sin(2 pi x) with noise, and x in (-1, 1)."
                                : "a cloud around the middle and one around a circle of radius 1. One neuron draws one straight line,"
                                        + " and a ring needs at least three."),
                "Steps are Adam's on at most 32 points each, since plain descent would need some hundred times as many; the"
                        + " learning rate falls to 0 along half a cosine.",
                "With dropout the losses shown are those of the whole network: nothing is left out when it is measured.");
    }
}
