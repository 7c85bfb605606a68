package bottega.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import bottega.common.dataset.Part;
import bottega.common.judgement.Judgement;
import bottega.common.judgement.TestSummary;
import bottega.common.judgement.Verdict;
import bottega.common.model.ModelManifest;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.training.EpochMetrics;
import bottega.common.training.RunParameters;
import bottega.common.training.RunResult;
import bottega.jobs.JobCancelledException;
import bottega.jobs.JobContext;
import bottega.jobs.JobHandler;
import bottega.networks.onnx.ClassifierExporter;
import bottega.networks.onnx.ExportException;
import bottega.training.card.RunFacts;
import bottega.training.dataset.DataSet;
import bottega.training.diagnosis.Diagnosis;
import bottega.training.diagnosis.DistributionShift;
import bottega.training.engine.BatchProgress;
import bottega.training.engine.DivergedException;
import bottega.training.engine.InitialWeights;
import bottega.training.engine.LabelledExamples;
import bottega.training.engine.Split;
import bottega.training.engine.Trainer;
import bottega.training.engine.TrainingListener;
import bottega.training.judgement.Intervals;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One training run: prepare the pictures, train epoch by epoch with a checkpoint after each, export the best epoch's
 * weights. Every file is committed whole, so a new attempt goes on from what it finds.
 */
@ApplicationScoped
public class TrainingJob implements JobHandler {
    /** The exported model in the run's folder, once the run has succeeded. */
    public static final String MODEL_FILE = "model.onnx";

    static final String KIND = "training";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHECKPOINT_FILE = "checkpoint.safetensors";
    /** {@link RunFacts}, once the run has succeeded. */
    static final String FACTS_FILE = "facts.json";

    /** {@link Trainer#gradients}, once the run has succeeded. */
    static final String GRADIENTS_FILE = "gradients.json";

    /** The epochs so far, from the end of the first one on; stays when the run fails. */
    static final String HISTORY_FILE = "history.json";

    /** {@link Trainer#saveWeights}. */
    static final String BEST_FILE = "best.safetensors";

    private final RunPictures runPictures;
    private final Starts starts;
    private final RunSplits splits;
    private final String version;

    TrainingJob(
            RunPictures runPictures,
            Starts starts,
            RunSplits splits,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.runPictures = runPictures;
        this.starts = starts;
        this.splits = splits;
        this.version = version;
    }

    /** A {@link Judgement} of a held-out part, once the run has succeeded; there may be none of {@link Part#TEST}. */
    static String judgementFile(Part part) {
        return switch (part) {
            case TRAINING -> throw new IllegalArgumentException("nothing is judged on what was learned");
            case VALIDATION -> "judgement.json";
            case TEST -> "judgement-test.json";
        };
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobContext job) throws Exception {
        var parameters = job.parameters(RunParameters.class);
        DataSet dataSet = runPictures.dataSet(parameters);
        try {
            runPictures.prepare(job, dataSet, parameters);
            train(job, dataSet, parameters);
        } catch (JobCancelledException e) {
            deleteWorkingFiles(job);
            throw e;
        }
        deleteWorkingFiles(job);
    }

    private void train(JobContext job, DataSet dataSet, RunParameters parameters) throws IOException {
        Split split = splits.open(job.folder(), dataSet);
        boolean begun = Files.exists(job.folder().resolve(CHECKPOINT_FILE));
        try (var pictures = runPictures.open(job, dataSet, parameters);
                var trainer = new Trainer(
                        Starts.network(parameters, dataSet),
                        dataSet.classes(),
                        parameters,
                        pictures,
                        split,
                        begun ? InitialWeights.RANDOM : starts.weights(parameters))) {
            if (begun) {
                trainer.restore(job.folder().resolve(CHECKPOINT_FILE));
                job.log("taken up again after epoch " + trainer.history().size());
            }
            while (!trainer.finished()) {
                trainEpoch(job, trainer, parameters);
            }
            int epochs = trainer.history().size();
            if (epochs < parameters.epochs()) {
                job.log("stopped early after epoch " + epochs + ": no improvement in "
                        + parameters.earlyStopping().patience() + " epochs");
            }
            trainer.restoreWeights(job.folder().resolve(BEST_FILE));
            EpochMetrics best = trainer.best();
            long steps = (long) epochs * trainer.batches();
            job.progress(steps, steps, best);
            RunFacts facts = Facts.of(dataSet, splits.read(job.folder()), trainer.network());
            job.commit(FACTS_FILE, path -> JSON.writeValue(path.toFile(), facts));
            Map<Part, Judgement> judgements = judge(job, dataSet, split, trainer);
            TestSummary test = summary(job, judgements.get(Part.TEST), parameters.seed());
            job.result(export(
                    job,
                    trainer,
                    diagnosis(job, trainer, judgements),
                    test,
                    pictures,
                    Manifests.of(job.id(), dataSet, parameters, pictures, trainer, test, version)));
        }
    }

    private static void trainEpoch(JobContext job, Trainer trainer, RunParameters parameters) {
        int before = trainer.history().size();
        long done = (long) before * trainer.batches();
        long all = (long) parameters.epochs() * trainer.batches();
        EpochMetrics epoch;
        try {
            epoch = trainer.trainEpoch(new TrainingListener() {
                @Override
                public void trained(BatchProgress progress) {
                    job.checkCancelled();
                    job.progress(
                            done + progress.batch(),
                            all,
                            Map.of(
                                    "epoch", before + 1,
                                    "trainingLoss", progress.trainingLoss(),
                                    "trainingAccuracy", progress.trainingAccuracy(),
                                    "picturesPerSecond", progress.picturesPerSecond(),
                                    "learningRate", progress.learningRate(),
                                    "gradientNorm", progress.gradientNorm(),
                                    "device", trainer.device()));
                }

                @Override
                public void paused() {
                    job.checkCancelled();
                }
            });
        } catch (DivergedException e) {
            throw diverged(e, parameters.learningRate());
        }
        if (trainer.best() == epoch) {
            job.commit(BEST_FILE, trainer::saveWeights);
        }
        job.commit(HISTORY_FILE, path -> JSON.writeValue(path.toFile(), trainer.history()));
        job.commit(CHECKPOINT_FILE, trainer::save);
        job.progress(done + trainer.batches(), all, epoch);
        job.log(String.format(
                Locale.ROOT,
                "epoch %d of %d: loss %.4f, accuracy %.4f (training %.4f, %.4f), rate %.3g, gradient %.3g, %.0f pictures/s,"
                        + " %.1f %% of the time waiting for them",
                epoch.epoch(),
                parameters.epochs(),
                epoch.loss(),
                epoch.accuracy(),
                epoch.trainingLoss(),
                epoch.trainingAccuracy(),
                epoch.learningRate(),
                epoch.gradientNorm(),
                epoch.picturesPerSecond(),
                100 * epoch.waitingShare()));
    }

    /**
     * With the weights that are kept, on each held-out part that there is.
     *
     * @return by part
     */
    private static Map<Part, Judgement> judge(JobContext job, DataSet dataSet, Split split, Trainer trainer)
            throws IOException {
        var judgements = new EnumMap<Part, Judgement>(Part.class);
        for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
            if (split.part(part).length > 0) {
                Judgement judgement = judgement(job, dataSet, split.part(part), trainer);
                job.commit(judgementFile(part), path -> JSON.writeValue(path.toFile(), judgement));
                judgements.put(part, judgement);
            }
        }
        job.commit(GRADIENTS_FILE, path -> JSON.writeValue(path.toFile(), trainer.gradients()));
        return judgements;
    }

    /** @param test null without a test part */
    private static TestSummary summary(JobContext job, Judgement test, long seed) {
        if (test == null) {
            return null;
        }
        TestSummary summary = Intervals.summary(test, seed);
        job.log(String.format(
                Locale.ROOT,
                "on %d test pictures: accuracy %.4f, macro F1 %.4f",
                summary.pictures(),
                summary.accuracy(),
                summary.macroF1()));
        return summary;
    }

    private static List<Verdict> diagnosis(JobContext job, Trainer trainer, Map<Part, Judgement> judgements) {
        var verdicts = new ArrayList<>(Diagnosis.of(trainer.evidence()));
        Judgement validation = judgements.get(Part.VALIDATION);
        Judgement test = judgements.get(Part.TEST);
        if (validation != null && test != null) {
            (test.confusion() == null
                            ? DistributionShift.ofLabels(validation.classes(), test.classes())
                            : DistributionShift.of(validation.confusion(), test.confusion()))
                    .ifPresent(verdicts::add);
        }
        verdicts.forEach(verdict -> job.log(verdict.kind().publicName() + ": " + verdict.text()));
        return verdicts;
    }

    /** @param held indices */
    private static Judgement judgement(JobContext job, DataSet dataSet, int[] held, Trainer trainer) {
        float[][] probabilities = trainer.probabilities(held, new TrainingListener() {
            @Override
            public void trained(BatchProgress progress) {
                throw new IllegalStateException("nothing is trained here");
            }

            @Override
            public void paused() {
                job.checkCancelled();
            }
        });
        return RunAnswers.judge(dataSet, held, probabilities);
    }

    static ProblemException diverged(DivergedException e, double learningRate) {
        return Problem.of(422, "diverged", "Training diverged", e.getMessage())
                .at("/learningRate")
                .expected("a finite number")
                .received(e.value())
                .remedy("start again with a smaller learning rate, a tenth of " + learningRate
                        + " for example, or with clipNorm 1")
                .exception(e);
    }

    private static RunResult export(
            JobContext job,
            Trainer trainer,
            List<Verdict> diagnosis,
            TestSummary test,
            LabelledExamples examples,
            ModelManifest manifest) {
        int best = trainer.best().epoch();
        var written = new ModelManifest[1];
        try (NDManager manager = trainer.manager().newSubManager()) {
            NDArray compared = examples.array(trainer.differentExamples(ClassifierExporter.EXAMPLES), manager);
            job.commit(
                    MODEL_FILE,
                    path -> written[0] = ClassifierExporter.export(trainer.network(), manifest, compared, path));
            job.log("exported; ONNX Runtime and DJL differ by at most "
                    + written[0].parity().largestDifference());
            return new RunResult(best, trainer.history(), trainer.device(), diagnosis, test, written[0], null);
        } catch (ExportException e) {
            job.log("not exported: " + e.getMessage());
            Problem problem = Problem.of(409, "not-exportable", "Not exportable", e.getMessage())
                    .at("id")
                    .remedy("train further, or with other parameters");
            return new RunResult(best, trainer.history(), trainer.device(), diagnosis, test, null, problem);
        }
    }

    /** What only another attempt would need. */
    private static void deleteWorkingFiles(JobContext job) throws IOException {
        RunPictures.delete(job);
        Files.deleteIfExists(job.folder().resolve(CHECKPOINT_FILE));
    }
}
