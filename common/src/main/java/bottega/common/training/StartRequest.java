package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * Transfer learning: another training's weights in all layers but the last, which begins at random for the classes of this
 * data set.
 *
 * @param weights a file's name or a published checkpoint's in {@code BOTTEGA_HOME/weights}, or {@code {"run": "<id>"}}
 * @param frozenEpochs epochs in which the last layer alone is trained, or {@code "all"}; default 0. Batch
 *     normalisation keeps its running statistics meanwhile
 * @param preprocessing of the pictures for these weights; default what the catalogue or the run says, else the network's
 *     own
 * @param backboneRate what the learning rate is multiplied by for all layers but the last, above 0, at most 1; default 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StartRequest(
        WeightSource weights, FrozenEpochs frozenEpochs, PixelScale preprocessing, Double backboneRate) {
    public StartRequest {
        frozenEpochs = Objects.requireNonNullElse(frozenEpochs, FrozenEpochs.none());
        backboneRate = Limits.above("backboneRate", backboneRate, 1, 0, 1);
    }

    /** The same, frozen for good where it is frozen at the beginning: a search has no epochs. */
    StartRequest forSearch() {
        return frozenEpochs.contains(1)
                ? new StartRequest(weights, FrozenEpochs.all(), preprocessing, backboneRate)
                : this;
    }
}
