package bottega.training.run;

import bottega.common.training.LearningRateCurve;
import bottega.common.training.LearningRateCurve.Point;
import bottega.common.training.LearningRateSearchParameters;
import bottega.common.training.RunParameters;
import bottega.jobs.JobContext;
import bottega.jobs.JobHandler;
import bottega.training.chart.LineChart;
import bottega.training.chart.LineChart.Line;
import bottega.training.dataset.DataSet;
import bottega.training.engine.BatchProgress;
import bottega.training.engine.DivergedException;
import bottega.training.engine.LabelledExamples;
import bottega.training.engine.LearningRateSearch;
import bottega.training.engine.TrainingListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One search for a learning rate. It is short, so a new attempt begins anew, with the pictures that are prepared. */
@ApplicationScoped
public class LearningRateSearchJob implements JobHandler {
    static final String KIND = "learning-rate-search";
    static final String CHART_FILE = "curve.png";

    private final RunPictures runPictures;
    private final Starts starts;
    private final RunSplits splits;

    LearningRateSearchJob(RunPictures runPictures, Starts starts, RunSplits splits) {
        this.runPictures = runPictures;
        this.starts = starts;
        this.splits = splits;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobContext job) throws Exception {
        var parameters = job.parameters(LearningRateSearchParameters.class);
        DataSet dataSet = runPictures.dataSet(parameters.run());
        try {
            runPictures.prepare(job, dataSet, parameters.run());
            search(job, dataSet, parameters);
        } catch (DivergedException e) {
            throw TrainingJob.diverged(e, parameters.least());
        } finally {
            RunPictures.delete(job);
        }
    }

    private void search(JobContext job, DataSet dataSet, LearningRateSearchParameters parameters) throws IOException {
        RunParameters run = parameters.run();
        try (LabelledExamples pictures = runPictures.open(job, dataSet, run)) {
            LearningRateCurve curve = LearningRateSearch.run(
                    Starts.network(run, dataSet),
                    dataSet.classes(),
                    parameters,
                    pictures,
                    splits.open(job.folder(), dataSet),
                    starts.weights(run),
                    new Reporter(job, parameters.steps()));
            job.commit(
                    CHART_FILE,
                    path -> Files.write(path, chart(run.network(), curve).png()));
            job.preview(CHART_FILE);
            job.progress(parameters.steps(), parameters.steps());
            job.log(
                    curve.suggestion() == null
                            ? "the loss did not fall at any rate"
                            : String.format(Locale.ROOT, "suggested learning rate: %.3g", curve.suggestion()));
            job.result(curve);
        }
    }

    private static final class Reporter implements TrainingListener {
        private final JobContext job;
        private final int steps;
        private int step;

        private Reporter(JobContext job, int steps) {
            this.job = job;
            this.steps = steps;
        }

        @Override
        public void trained(BatchProgress progress) {
            job.checkCancelled();
            step++;
            job.progress(step, steps, Map.of("learningRate", progress.learningRate(), "loss", progress.batchLoss()));
        }

        @Override
        public void paused() {
            job.checkCancelled();
        }
    }

    private static LineChart chart(String network, LearningRateCurve curve) {
        // A loss that diverges would press the rest flat.
        double most = 2 * curve.points().getFirst().smoothed();
        return new LineChart(
                network + ": loss over learning rate"
                        + (curve.suggestion() == null
                                ? ""
                                : String.format(Locale.ROOT, "; steepest at %.2g", curve.suggestion())),
                "learning rate",
                "loss",
                true,
                List.of(
                        new Line(
                                "batch",
                                values(curve, Point::rate),
                                values(curve, each -> Math.min(each.loss(), most)),
                                true),
                        new Line(
                                "smoothed",
                                values(curve, Point::rate),
                                values(curve, each -> Math.min(each.smoothed(), most)),
                                false)),
                curve.suggestion());
    }

    private static double[] values(LearningRateCurve curve, ToDoubleFunction<Point> value) {
        return curve.points().stream().mapToDouble(value).toArray();
    }
}
