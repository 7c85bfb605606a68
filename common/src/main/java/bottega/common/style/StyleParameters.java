package bottega.common.style;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a client asks for: the part {@code parameters} of {@code POST /jobs}. Null is the service's default; the job
 * that comes back shows what was filled in.
 *
 * @param kind of job, {@code style-transfer}
 * @param size pixels of the result's longer side
 * @param steps evaluations of the losses and their gradient
 * @param contentWeight alpha of Gatys et al. (2016), equation 7
 * @param styleWeight beta
 * @param network a file's name in {@code BOTTEGA_HOME/weights} without its ending, or {@code random}
 * @param seed of everything that is random: the filters of the network {@code random}, the noise to start from
 * @param historySize pairs that L-BFGS remembers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StyleParameters(
        String kind,
        Integer size,
        Integer steps,
        Double contentWeight,
        Double styleWeight,
        Normalisation normalisation,
        String network,
        Long seed,
        Start start,
        Pooling pooling,
        Integer historySize) {}
