package bottega.training.run;

import bottega.common.dataset.Part;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.training.RunRequest;
import bottega.common.training.RunSplit;
import bottega.common.training.RunSplit.Method;
import bottega.common.training.WeightSource;
import bottega.jobs.Job;
import bottega.jobs.Jobs;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.Example;
import bottega.training.engine.Split;
import bottega.training.engine.Targets;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The splits of runs, each in the run's folder from when it is queued. A run whose weights come from a run on the same data
 * must not be measured on what those weights have seen, so it takes that run's split.
 */
@Singleton
class RunSplits {
    static final String FILE = "split.json";
    private static final double VALIDATION_FRACTION = 0.2;
    private static final double LEAST_VALIDATION = 0.05;
    private static final double MOST = 0.5;

    private final Jobs jobs;
    private final ObjectMapper json;

    RunSplits(Jobs jobs, ObjectMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /** What a request asks for, or what follows from its start. */
    RunSplit resolve(RunRequest request, DataSet dataSet, long seed) {
        Optional<RunSplit> ofStart = ofStart(request, dataSet);
        RunSplit split;
        if (request.split() != null) {
            refuseFractions(request, "split gives its parts");
            split = of(request.split().run(), dataSet);
        } else if (ofStart.isPresent()) {
            refuseFractions(request, "a run that starts with the weights of a run on the same data takes its split");
            split = ofStart.get();
        } else {
            split = drawn(request.validationFraction(), request.testFraction(), dataSet, seed);
        }
        ofStart.ifPresent(start -> refuseLeak(start, split));
        return split;
    }

    private Optional<RunSplit> ofStart(RunRequest request, DataSet dataSet) {
        if (request.start() == null || !(request.start().weights() instanceof WeightSource.OfRun(String run))) {
            return Optional.empty();
        }
        return jobs.find(run)
                .flatMap(this::find)
                .filter(split ->
                        split.datasetHash().equals(dataSet.description().hash()))
                .map(split -> split.of(run));
    }

    private RunSplit of(String run, DataSet dataSet) {
        RunSplit split;
        try {
            split = require(jobs.require(TrainingJob.KIND, run));
        } catch (ProblemException e) {
            throw e.problem().at("/split/run").exception(e);
        }
        if (!split.datasetHash().equals(dataSet.description().hash())) {
            throw Problem.of(422, "split-of-other-data", "Split of other data", "That run was on another data set")
                    .at("/split/run")
                    .expected("a run on data with the hash "
                            + dataSet.description().hash())
                    .received("a run on data with the hash " + split.datasetHash())
                    .remedy("name a run on the same data, or leave split out")
                    .exception();
        }
        return split.of(run);
    }

    private static void refuseFractions(RunRequest request, String reason) {
        refuseFraction("/validationFraction", request.validationFraction(), reason);
        refuseFraction("/testFraction", request.testFraction(), reason);
    }

    private static void refuseFraction(String pointer, Double fraction, String reason) {
        if (fraction != null) {
            throw RunRequests.bad(pointer, "nothing: " + reason, fraction);
        }
    }

    private static void refuseLeak(RunSplit start, RunSplit split) {
        Set<String> trained = new HashSet<>(start.training());
        Set<String> seen = new HashSet<>(trained);
        seen.addAll(start.validation());
        long leaked = split.validation().stream().filter(trained::contains).count()
                + split.test().stream().filter(seen::contains).count();
        if (leaked > 0) {
            throw Problem.of(
                            422,
                            "leak-between-splits",
                            "Leak between splits",
                            "The starting weights were trained on examples, or chosen by them, that this run would be"
                                    + " measured on")
                    .at("/split/run")
                    .expected("the split of the run that the weights come from, " + start.run())
                    .received(leaked + " examples in other parts")
                    .remedy("leave split out: the run then takes that one")
                    .exception();
        }
    }

    private static RunSplit drawn(Double validationFraction, Double testFraction, DataSet dataSet, long seed) {
        List<Example> examples = dataSet.examples();
        List<Part> given = examples.stream().map(Example::given).toList();
        Map<Part, Method> methods = new EnumMap<>(Part.class);
        Double validation =
                fraction(Part.VALIDATION, validationFraction, VALIDATION_FRACTION, LEAST_VALIDATION, given, methods);
        Double test = fraction(Part.TEST, testFraction, 0, 0, given, methods);
        int[] pool = Split.pool(given);
        Targets targets = RunAnswers.targets(dataSet);
        checkCounts(pool, targets, dataSet.classes(), 1 + drawnParts(validation, test));
        Split split = Split.stratified(
                        pool,
                        targets,
                        dataSet.classes().size(),
                        new Split.Fractions(validation == null ? 0 : validation, test == null ? 0 : test),
                        seed)
                .with(given);
        return new RunSplit(
                dataSet.id(),
                dataSet.description().hash(),
                null,
                drawnParts(validation, test) == 0 ? null : seed,
                methods,
                validation,
                test,
                names(split.training(), examples),
                names(split.validation(), examples),
                names(split.test(), examples));
    }

    /** @return null where the data set gives the part */
    private static Double fraction(
            Part part, Double asked, double otherwise, double least, List<Part> given, Map<Part, Method> methods) {
        String pointer = "/" + part.publicName() + "Fraction";
        if (given.contains(part)) {
            refuseFraction(pointer, asked, "the data set gives its " + part.publicName() + " part");
            methods.put(part, Method.GIVEN);
            return null;
        }
        double fraction = asked == null ? otherwise : asked;
        // Written so that NaN is refused.
        if (!(fraction >= least && fraction <= MOST)) {
            throw RunRequests.bad(pointer, "a number from " + least + " to " + MOST, fraction);
        }
        if (fraction > 0) {
            methods.put(part, Method.STRATIFIED);
        }
        return fraction;
    }

    private static int drawnParts(Double validation, Double test) {
        return (validation == null ? 0 : 1) + (test == null || test == 0 ? 0 : 1);
    }

    /** @param least one to learn from, and one for each part that is drawn */
    private static void checkCounts(int[] pool, Targets targets, List<String> classes, int least) {
        int[] counts = targets.counts(pool, classes.size());
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] < least) {
                throw Problem.of(
                                422,
                                "too-few-pictures",
                                "Too few pictures",
                                "A class needs a picture to learn from and another for each part that is drawn")
                        .at("/dataset")
                        .expected("at least " + least + " training pictures in every class")
                        .received(counts[label] + " in '" + classes.get(label) + "'")
                        .remedy("upload the data set again with more pictures of that class, or without it")
                        .exception();
            }
        }
    }

    private static List<String> names(int[] indices, List<Example> examples) {
        return Arrays.stream(indices).mapToObj(i -> examples.get(i).name()).toList();
    }

    void write(RunSplit split, Path folder) throws IOException {
        json.writeValue(folder.resolve(FILE).toFile(), split);
    }

    /** @throws ProblemException 404 where a run of an older version has none */
    RunSplit require(Job run) {
        return find(run)
                .orElseThrow(
                        () -> Problem.of(404, "no-split", "No split", "The run is of a version that stored no split")
                                .at("id")
                                .received(run.id())
                                .remedy("start another run")
                                .exception());
    }

    private Optional<RunSplit> find(Job run) {
        return Files.exists(run.folder().resolve(FILE)) ? Optional.of(read(run.folder())) : Optional.empty();
    }

    RunSplit read(Path folder) {
        try {
            return json.readValue(folder.resolve(FILE).toFile(), RunSplit.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By index. */
    Split open(Path folder, DataSet dataSet) {
        RunSplit split = read(folder);
        Map<String, Integer> indices = new HashMap<>();
        for (Example example : dataSet.examples()) {
            indices.put(example.name(), indices.size());
        }
        return new Split(
                indices(split.training(), indices),
                indices(split.validation(), indices),
                indices(split.test(), indices));
    }

    private static int[] indices(List<String> names, Map<String, Integer> indices) {
        return names.stream()
                .mapToInt(name -> Optional.ofNullable(indices.get(name))
                        .orElseThrow(() -> new IllegalStateException("the data set has no example " + name)))
                .toArray();
    }
}
