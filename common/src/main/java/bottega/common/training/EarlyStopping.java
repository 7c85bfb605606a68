package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * When a run ends before its last epoch: after {@code patience} epochs without an improvement on the validation pictures.
 * What is null gets its default.
 *
 * @param metric what has to improve, and which epoch's weights are kept; default {@code loss}
 * @param patience epochs, 1 to 10,000; default 5
 * @param minimumImprovement over the best so far, below which an epoch does not count as better: nats, or share of pictures;
 *     0 to 1, default 0
 */
public record EarlyStopping(Metric metric, Integer patience, Double minimumImprovement) {
    public enum Metric {
        @JsonProperty("loss")
        LOSS,
        @JsonProperty("accuracy")
        ACCURACY,
        /** Of several labels a picture only. */
        @JsonProperty("mean-average-precision")
        MEAN_AVERAGE_PRECISION
    }

    public EarlyStopping {
        metric = Objects.requireNonNullElse(metric, Metric.LOSS);
        patience = Limits.whole("patience", patience, 5, 1, 10_000);
        minimumImprovement = Limits.from("minimumImprovement", minimumImprovement, 0, 0, 1);
    }
}
