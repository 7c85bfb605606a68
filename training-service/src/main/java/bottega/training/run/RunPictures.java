package bottega.training.run;

import bottega.common.dataset.DataSetKind;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.problem.Problem;
import bottega.common.training.RunParameters;
import bottega.jobs.JobContext;
import bottega.training.augmentation.Augmenter;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.DataSets;
import bottega.training.dataset.Example;
import bottega.training.engine.LabelledExamples;
import bottega.training.engine.NumberRows;
import bottega.training.engine.PreparedPictures;
import bottega.training.engine.Targets;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set's examples as its network takes them: pictures in a job's folder at the network's own size, numbers where the
 * data set has them.
 */
@Singleton
class RunPictures {
    private static final String FILE = "pictures.bin";

    private final DataSets dataSets;
    private final ImageDecoder decoder;
    private final TrainingConfig config;

    RunPictures(DataSets dataSets, ImageDecoder decoder, TrainingConfig config) {
        this.dataSets = dataSets;
        this.decoder = decoder;
        this.config = config;
    }

    DataSet dataSet(RunParameters parameters) {
        return dataSets.find(parameters.dataset())
                .orElseThrow(() -> Problem.of(
                                410, "dataset-gone", "Data set gone", "The data set was deleted before the run began")
                        .at("/dataset")
                        .received(parameters.dataset())
                        .exception());
    }

    /** Does nothing where an attempt before has done it, or nothing is to be done. */
    void prepare(JobContext job, DataSet dataSet, RunParameters parameters) {
        if (isNumbers(dataSet)) {
            return;
        }
        List<Path> files = dataSet.examples().stream().map(Example::file).toList();
        PreparedPictures.Sizes sizes = sizes(parameters);
        checkDisk(sizes.bytes(files.size()), files.size());
        if (Files.exists(job.folder().resolve(FILE))) {
            return;
        }
        job.log("preparing " + files.size() + " pictures at " + parameters.inputSize() + "x" + parameters.inputSize());
        job.commit(FILE, path -> PreparedPictures.write(files, decoder, sizes, path, (_, _) -> job.checkCancelled()));
    }

    private static boolean isNumbers(DataSet dataSet) {
        return dataSet.description().kind() == DataSetKind.NUMBERS;
    }

    LabelledExamples open(JobContext job, DataSet dataSet, RunParameters parameters) throws IOException {
        if (isNumbers(dataSet)) {
            int[] labels = dataSet.examples().stream().mapToInt(Example::label).toArray();
            return NumberRows.open(
                    dataSet.numbers(),
                    new Targets.SingleLabel(labels),
                    dataSet.description().columns().size());
        }
        return PreparedPictures.open(job.folder().resolve(FILE), RunAnswers.targets(dataSet), sizes(parameters));
    }

    private static PreparedPictures.Sizes sizes(RunParameters parameters) {
        var network = new ImagePreparation(parameters.cropPolicy(), parameters.inputSize(), parameters.inputSize());
        return new PreparedPictures.Sizes(network, Augmenter.source(parameters.augmentation(), network));
    }

    static void delete(JobContext job) throws IOException {
        Files.deleteIfExists(job.folder().resolve(FILE));
    }

    private void checkDisk(long bytes, int pictures) {
        long most = config.maxPreparedBytes().asLongValue();
        if (bytes > most) {
            throw Problem.of(422, "run-too-large", "Run too large", pictures + " pictures would take too much disk")
                    .at("/inputSize")
                    .expected("at most " + most + " bytes")
                    .received(bytes + " bytes")
                    .remedy("use a smaller inputSize, or raise bottega.training.max-prepared-bytes")
                    .exception();
        }
    }
}
