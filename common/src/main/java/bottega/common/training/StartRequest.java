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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StartRequest(WeightSource weights, FrozenEpochs frozenEpochs, PixelScale preprocessing) {
    public StartRequest {
        frozenEpochs = Objects.requireNonNullElse(frozenEpochs, FrozenEpochs.none());
    }

    /** The same, frozen for good where it is frozen at the beginning: a search has no epochs. */
    StartRequest forSearch() {
        return frozenEpochs.contains(1) ? new StartRequest(weights, FrozenEpochs.all(), preprocessing) : this;
    }
}
