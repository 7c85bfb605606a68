package bottega.training.engine;

import bottega.common.augmentation.Augmentation;
import bottega.common.image.CropPolicy;
import bottega.common.training.EarlyStopping;
import bottega.common.training.FrozenEpochs;
import bottega.common.training.LossSettings;
import bottega.common.training.OptimiserSettings;
import bottega.common.training.RunParameters;
import bottega.common.training.ScheduleSettings;
import bottega.common.training.Start;
import bottega.common.training.WeightSource;

/** A run's parameters, of which a test names those that matter to it. */
public final class Parameters {
    private int epochs = 10;
    private int batchSize = 16;
    private Integer partSize;
    private double learningRate = 1e-3;
    private OptimiserSettings optimiser = OptimiserSettings.Adam.defaults();
    private ScheduleSettings schedule = new ScheduleSettings.Constant(null);
    private LossSettings loss = new LossSettings(null, null);
    private Double clipNorm;
    private EarlyStopping earlyStopping;
    private long seed = 5;
    private int inputSize = 32;
    private double validationFraction = 0.25;
    private Augmentation augmentation = Augmentation.NONE;
    private Start start;

    public Parameters epochs(int value) {
        epochs = value;
        return this;
    }

    public Parameters batchSize(int value) {
        batchSize = value;
        return this;
    }

    public Parameters partSize(int value) {
        partSize = value;
        return this;
    }

    public Parameters learningRate(double value) {
        learningRate = value;
        return this;
    }

    public Parameters optimiser(OptimiserSettings value) {
        optimiser = value;
        return this;
    }

    public Parameters schedule(ScheduleSettings value) {
        schedule = value;
        return this;
    }

    public Parameters loss(LossSettings value) {
        loss = value;
        return this;
    }

    public Parameters clipNorm(Double value) {
        clipNorm = value;
        return this;
    }

    public Parameters earlyStopping(EarlyStopping value) {
        earlyStopping = value;
        return this;
    }

    public Parameters seed(long value) {
        seed = value;
        return this;
    }

    public Parameters inputSize(int value) {
        inputSize = value;
        return this;
    }

    public Parameters augmentation(Augmentation value) {
        augmentation = value;
        return this;
    }

    /** Of weights that the test itself puts in. */
    public Parameters frozen(FrozenEpochs value) {
        return start(value, 1);
    }

    public Parameters start(FrozenEpochs frozen, double backboneRate) {
        start = new Start(new WeightSource.Named("x"), "x", "0", frozen, null, backboneRate);
        return this;
    }

    public RunParameters build() {
        return new RunParameters(
                "d",
                "lenet",
                null,
                epochs,
                batchSize,
                partSize == null ? batchSize : partSize,
                learningRate,
                optimiser,
                schedule,
                loss,
                clipNorm,
                earlyStopping,
                seed,
                inputSize,
                validationFraction,
                0.0,
                null,
                CropPolicy.CENTER_CROP,
                augmentation,
                start,
                null);
    }
}
