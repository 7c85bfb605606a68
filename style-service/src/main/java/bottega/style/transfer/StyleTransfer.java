package bottega.style.transfer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import bottega.common.image.Resampler;
import bottega.common.image.RgbImage;
import bottega.networks.engine.TorchEngine;
import bottega.networks.vgg.FeatureNetwork;
import bottega.style.gatys.GatysObjective;
import bottega.style.gatys.Losses;
import bottega.style.optimise.Lbfgs;
import bottega.style.optimise.LbfgsOptions;
import bottega.style.optimise.LbfgsState;
import bottega.style.optimise.Objective;
import bottega.style.optimise.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of style transfer, on the calling thread, which has to be the process's optimisation lane. */
public final class StyleTransfer {
    /** Losses are sums of float32 squares: relative errors of a few units in the last place. */
    private static final double LOSS_PRECISION = 3e-7;

    private final FeatureNetwork network;
    private final RgbImage content;
    private final RgbImage style;
    private final TransferSettings settings;
    private final TransferListener listener;
    private final List<Losses> ofThisStep = new ArrayList<>();
    private int evaluations;
    private Losses start;
    private Losses now;

    private StyleTransfer(
            FeatureNetwork network,
            RgbImage content,
            RgbImage style,
            TransferSettings settings,
            TransferListener listener) {
        this.network = network;
        this.content = content;
        this.style = style;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * @param network that gives the settings' layers
     * @param content gives the result's size; neither side under the network's {@link FeatureNetwork#smallestSide}
     * @param style of any size from that on; best of about the content's, as brush strokes are taken over pixel by pixel
     * @param from an earlier run with the same arguments, to go on from
     */
    public static TransferResult run(
            FeatureNetwork network,
            RgbImage content,
            RgbImage style,
            TransferSettings settings,
            Optional<Checkpoint> from,
            TransferListener listener) {
        return new StyleTransfer(network, content, style, settings, listener).run(from);
    }

    private TransferResult run(Optional<Checkpoint> from) {
        try (NDManager manager = TorchEngine.newManager();
                var objective = new GatysObjective(
                        rgb -> network.features(network.normalise(rgb)),
                        array(content, manager),
                        array(style, manager),
                        settings.losses())) {
            // the first step's mean change is a hundredth of the range, 2.5 grey levels
            LbfgsOptions options =
                    LbfgsOptions.DEFAULTS.withHistory(settings.history()).withPrecision(LOSS_PRECISION);
            Lbfgs lbfgs = from.map(checkpoint -> resumed(checkpoint, objective, options))
                    .orElseGet(() -> new Lbfgs(observed(objective), startingPoint(), options));
            return minimise(lbfgs);
        }
    }

    private Lbfgs resumed(Checkpoint checkpoint, GatysObjective objective, LbfgsOptions options) {
        int expected = 3 * content.width() * content.height();
        if (checkpoint.state().point().length != expected) {
            throw new IllegalArgumentException("checkpoint: expected a picture of " + expected + " numbers, received "
                    + checkpoint.state().point().length);
        }
        evaluations = checkpoint.evaluations();
        start = checkpoint.start();
        now = checkpoint.now();
        return Lbfgs.resume(observed(objective), checkpoint.state(), options);
    }

    private Objective observed(GatysObjective objective) {
        return (point, gradient) -> {
            double value = objective.evaluate(point, gradient);
            evaluations++;
            ofThisStep.add(objective.losses());
            listener.evaluated(new Evaluation(evaluations, settings.evaluations(), objective.losses()));
            return value;
        };
    }

    private float[] startingPoint() {
        return switch (settings.start()) {
            case CONTENT -> Planes.of(content);
            case STYLE -> Planes.of(Resampler.resize(style, content.width(), content.height()));
            case NOISE -> Planes.noise(3 * content.width() * content.height(), settings.seed());
        };
    }

    private TransferResult minimise(Lbfgs lbfgs) {
        while (evaluations < settings.evaluations()) {
            ofThisStep.clear();
            Step step = lbfgs.iterate(settings.evaluations() - evaluations);
            if (start == null) {
                start = ofThisStep.getFirst();
                now = start;
            }
            switch (step) {
                case Step.Moved moved -> {
                    takeLosses(moved.value());
                    listener.moved(new LiveSnapshot(lbfgs));
                }
                case Step.Converged(String reason) -> {
                    return result(lbfgs, TransferResult.Ending.CONVERGED, reason);
                }
                case Step.Diverged(String reason) -> {
                    return result(lbfgs, TransferResult.Ending.DIVERGED, reason);
                }
            }
        }
        return result(lbfgs, TransferResult.Ending.FINISHED, null);
    }

    private void takeLosses(double value) {
        now = ofThisStep.stream()
                .filter(losses -> losses.total() == value)
                .findFirst()
                .orElse(now);
    }

    private TransferResult result(Lbfgs lbfgs, TransferResult.Ending ending, String reason) {
        return new TransferResult(picture(lbfgs), start, now, evaluations, ending, reason);
    }

    private RgbImage picture(Lbfgs lbfgs) {
        return Planes.toPicture(lbfgs.point(), content.width(), content.height());
    }

    private static NDArray array(RgbImage picture, NDManager manager) {
        return manager.create(Planes.of(picture), new Shape(1, 3, picture.height(), picture.width()));
    }

    private final class LiveSnapshot implements Snapshot {
        private final Lbfgs lbfgs;

        LiveSnapshot(Lbfgs lbfgs) {
            this.lbfgs = lbfgs;
        }

        @Override
        public int step() {
            return evaluations;
        }

        @Override
        public Losses losses() {
            return now;
        }

        @Override
        public RgbImage picture() {
            return StyleTransfer.this.picture(lbfgs);
        }

        @Override
        public Checkpoint checkpoint(long mostBytes) {
            long bytesOfPair = 2L * Float.BYTES * lbfgs.point().length;
            LbfgsState state = lbfgs.state((int) Math.min(settings.history(), mostBytes / bytesOfPair));
            return new Checkpoint(evaluations, start, now, state);
        }
    }
}
