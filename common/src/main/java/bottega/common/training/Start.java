package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * A {@link StartRequest} as it was understood.
 *
 * @param file that the weights are read from, without its folder
 * @param sha256 of the file, 64 hexadecimal digits
 * @param preprocessing null for the network's own
 * @param backboneRate share of the learning rate, above 0, at most 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Start(
        WeightSource weights,
        String file,
        String sha256,
        FrozenEpochs frozenEpochs,
        PixelScale preprocessing,
        Double backboneRate) {
    public Start {
        // of runs that were queued before there was one
        backboneRate = Objects.requireNonNullElse(backboneRate, 1.0);
    }
}
