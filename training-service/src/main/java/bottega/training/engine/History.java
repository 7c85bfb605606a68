package bottega.training.engine;

import bottega.common.training.EarlyStopping;
import bottega.common.training.EarlyStopping.Metric;
import bottega.common.training.EpochMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The epochs of a run, which of them is the best, and whether more of them are worth while. */
final class History {
    private static final Comparator<EpochMetrics> BY_LOSS =
            Comparator.comparingDouble(EpochMetrics::loss).reversed();

    private final EarlyStopping earlyStopping;
    private final List<EpochMetrics> epochs = new ArrayList<>();

    /** @param earlyStopping null for never */
    History(EarlyStopping earlyStopping) {
        this.earlyStopping = earlyStopping;
    }

    List<EpochMetrics> epochs() {
        return List.copyOf(epochs);
    }

    int size() {
        return epochs.size();
    }

    void add(EpochMetrics epoch) {
        epochs.add(epoch);
    }

    void restore(List<EpochMetrics> saved) {
        epochs.clear();
        epochs.addAll(saved);
    }

    /**
     * The epoch with the highest validation accuracy (of several labels the highest mean average precision, unless early
     * stopping watches accuracy), then the lowest loss, then the earliest; with early stopping on the loss the first two
     * the other way round.
     */
    EpochMetrics best() {
        Comparator<EpochMetrics> byFigure = Comparator.comparingDouble(this::figure);
        Comparator<EpochMetrics> better =
                watches(Metric.LOSS) ? BY_LOSS.thenComparing(byFigure) : byFigure.thenComparing(BY_LOSS);
        EpochMetrics best = epochs.getFirst();
        for (EpochMetrics epoch : epochs) {
            if (better.compare(epoch, best) > 0) {
                best = epoch;
            }
        }
        return best;
    }

    private double figure(EpochMetrics epoch) {
        return epoch.meanAveragePrecision() == null || watches(Metric.ACCURACY)
                ? epoch.accuracy()
                : epoch.meanAveragePrecision();
    }

    private boolean watches(Metric metric) {
        return earlyStopping != null && earlyStopping.metric() == metric;
    }

    /** Whether the last {@code patience} epochs brought no improvement over those before. */
    boolean stopsEarly() {
        if (earlyStopping == null || epochs.isEmpty()) {
            return false;
        }
        double reference = watched(epochs.getFirst());
        int since = 0;
        for (EpochMetrics epoch : epochs.subList(1, epochs.size())) {
            if (watched(epoch) > reference + earlyStopping.minimumImprovement()) {
                reference = watched(epoch);
                since = 0;
            } else {
                since++;
            }
        }
        return since >= earlyStopping.patience();
    }

    /** The larger the better. */
    private double watched(EpochMetrics epoch) {
        return switch (earlyStopping.metric()) {
            case LOSS -> -epoch.loss();
            case ACCURACY -> epoch.accuracy();
            case MEAN_AVERAGE_PRECISION -> epoch.meanAveragePrecision();
        };
    }
}
