package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A {@link StartRequest} as it was understood.
 *
 * @param file that the weights are read from, without its folder
 * @param sha256 of the file, 64 hexadecimal digits
 * @param preprocessing null for the network's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Start(
        WeightSource weights, String file, String sha256, FrozenEpochs frozenEpochs, PixelScale preprocessing) {}
