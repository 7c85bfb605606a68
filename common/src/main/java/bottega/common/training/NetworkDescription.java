package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A network of the zoo, with the figures counted on the network itself at 1,000 classes and its own input size.
 *
 * @param parameters trainable ones; batch normalisation's running statistics are not among them
 * @param depth convolutions and linear layers on the longest way from input to output
 * @param megabytes MiB of parameters and running statistics as float32
 * @param inputSize pixels of a side when nothing else is asked for
 * @param leastInputSize pixels of a side below which nothing is left after the last layer
 * @param dropout the rate that it was published with; missing for a network without
 * @param published the same figures in the lecture's table; missing where the table has no such network
 * @param note why the two differ, and which variant this is; missing where there is nothing to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkDescription(
        String name,
        long parameters,
        int depth,
        double megabytes,
        int inputSize,
        int leastInputSize,
        Double dropout,
        Published published,
        String note) {
    /**
     * @param depth missing where the table has none
     * @param parameters as rounded there: 11,700,000 for "11.7 million"
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Published(long parameters, Integer depth, double megabytes, int inputSize) {}
}
